#pragma once

#include <torch/types.h>

#include "training/augment.h"

namespace leakygan::testing {

inline constexpr AugmentOptions kAll = {true, true, true};

inline at::Tensor images(at::IntArrayRef sizes, at::ScalarType type = at::kDouble) {
  return torch::rand(sizes, type).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast);
}

inline Augmentation drawn_for(const at::Tensor& x, const AugmentOptions& options = kAll,
                              std::uint64_t index = 0) {
  return draw_augmentation(options, x.size(0), {x.size(1), x.size(2), x.size(3)}, 7, "augment",
                           index);
}

inline at::Tensor rows(std::initializer_list<std::int64_t> values) {
  return torch::tensor(std::vector<std::int64_t>(values)).unsqueeze(0);
}

inline double largest(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

}  // namespace leakygan::testing
