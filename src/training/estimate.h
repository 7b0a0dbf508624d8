#pragma once

#include <cstdint>
#include <vector>

#include "config/config.h"
#include "models/layer_plan.h"

namespace leakygan {

// What a run will need, in bytes.
struct RunEstimate {
  std::int64_t generator_parameters = 0;
  std::int64_t discriminator_parameters = 0;
  std::int64_t step_multiply_adds = 0;  // of one step, convolutions forward and backward
  std::uint64_t memory = 0;             // besides the decoded images
  std::uint64_t checkpoint = 0;         // one file on disk
};

// Counts weights, gradients and Adam's two moments, and what the layers keep for the backward
// passes. docs/RESULTS.md has the comparison with measured peaks.
RunEstimate estimate_run(const Config& config, const std::vector<PlannedLayer>& generator,
                         const std::vector<PlannedLayer>& discriminator);

}  // namespace leakygan
