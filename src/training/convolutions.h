#pragma once

#include <c10/core/Device.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "config/config.h"
#include "models/convolution_choice.h"
#include "report/status_line.h"

namespace leakygan {

// The strided layers of both networks, each once.
std::vector<StridedLayer> strided_layers(const Config& config, const ImageShape& image);

// How a training computes its convolutions: as `config.convolution` says, or, where that is auto,
// as is faster by measure_convolutions for a batch of config.training.batch. The measurement takes
// two seconds at most; it is announced, and remembered for this processor and number of threads in
// the cache folder. `verbose` prints the times of each layer. Empty on other devices than the CPU.
ConvolutionChoices plan_convolutions(const Config& config, const ImageShape& image,
                                     at::Device device, bool verbose, StatusLine& status);

// What plan_convolutions would find remembered; empty where it would measure.
ConvolutionChoices remembered_convolutions(const Config& config, const ImageShape& image);

// For run.json and checkpoints. choices_from_json throws nlohmann::json::exception.
nlohmann::ordered_json to_json(const ConvolutionChoices& choices);
ConvolutionChoices choices_from_json(const nlohmann::ordered_json& json);

// "winograd for 8 of 12" products of layers.
std::string choices_text(const ConvolutionChoices& choices);

}  // namespace leakygan
