#pragma once

#include <torch/types.h>

namespace leakygan::testing {

// Standard normal numbers [N, C, H, W], channels last.
inline at::Tensor random(at::IntArrayRef sizes) {
  return torch::randn(sizes).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace leakygan::testing
