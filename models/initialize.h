#pragma once

#include <torch/nn/module.h>

#include <cstdint>

namespace leakygan {

// The DCGAN's start (Radford et al. 2016, section 4, and PyTorch's example): convolution weights
// N(0, 0.02), BatchNorm scales N(1, 0.02), biases and shifts 0; other parameters stay. Each
// parameter has a random stream of its own, named after it. Convolution weights are laid out
// channels-last.
void initialize_fixed(torch::nn::Module& network, std::uint64_t seed);

}  // namespace leakygan
