#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

// What is kept of the values at an activation: sums over images and positions for each channel, and
// the largest input of each unit. Doubles, also for counts: a probe adds up millions of floats.
// The same for any number of threads.
struct ChannelSums {
  ChannelSums(std::int64_t channels, std::int64_t positions);

  // Input and output of the activation, float [N, C, H, W] on any device, C and HW as above.
  void add(const at::Tensor& input, const at::Tensor& output);

  std::int64_t images = 0;  // that were added
  at::Tensor largest;       // input of each unit, float [HW, C]
  // Double [C].
  at::Tensor not_positive;  // how many inputs are <= 0
  at::Tensor sums;          // of outputs
  at::Tensor sizes;         // of |outputs|
  at::Tensor squares;       // of outputs^2
};

}  // namespace leakygan
