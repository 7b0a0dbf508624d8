#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "checkpoint/safetensors.h"

namespace leakygan {

// Hashes of what a training was given, each 16 hex digits. Where two trainings of one length have
// the same, they were given the same: a comparison proves so what it holds fixed.
struct TrainingInputs {
  // The pixels of every batch, in their order; empty before the first step.
  std::string images = {};
  std::string latents = {};  // those of every step
  // Each tensor that it began with, by name and shape: {"generator.x [3]": "0123456789abcdef"}.
  nlohmann::ordered_json weights = {};
};

// Adds the next step's.
void add_step(TrainingInputs& inputs, std::uint64_t pixels_hash, const at::Tensor& latents);

// For TrainingInputs::weights.
nlohmann::ordered_json checksums(const std::vector<NamedTensor>& tensors);

nlohmann::ordered_json to_json(const TrainingInputs& inputs);
// Throws nlohmann::json::exception for anything else.
TrainingInputs inputs_from_json(const nlohmann::ordered_json& json);

}  // namespace leakygan
