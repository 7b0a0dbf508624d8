#pragma once

#include <torch/nn/module.h>

#include <cstdint>
#include <string>

#include "models/layer_plan.h"

namespace leakygan {

// The standard deviation of a layer's convolution weights.
//   fixed  0.02 (Radford et al. 2016, section 4)
//   gain   that with which a signal of variance 1 keeps it: the activation's gain over the root of
//          the numbers that a result sums (He et al. 2015, eq. 14-15); without an activation the
//          gain is 1. Borders, which sum fewer, are not counted.
double initial_deviation(const PlannedLayer& layer, Initialization init,
                         const Activation& activation);

// Standard deviations of the vectors that classes begin with: beside the latent, and in a logit.
inline constexpr double kEmbeddingDeviation = 1;
inline constexpr double kProjectionDeviation = 0.02;

// A layer's start: the weights of convolutions and of classes N(0, deviation), BatchNorm scales
// N(1, 0.02), biases and shifts 0, the vectors of spectral normalization of random directions;
// other parameters stay. Each has a random stream of its own, named after it: the layer is called
// `name` in its network. Convolution weights are laid out channels-last.
void initialize_layer(torch::nn::Module& layer, const std::string& name, std::uint64_t seed,
                      double deviation);

}  // namespace leakygan
