#pragma once

#include "training/augment.h"

// What the loops and the operators of augment have in common.

namespace leakygan {

// Channels of so many that have a color: all but transparency.
constexpr std::int64_t color_channels(std::int64_t channels) {
  return channels == 4 ? 3 : channels;
}

// Shifts and holes as [N, 6], int64: down, right, top, left, height, width. One at least is there.
at::Tensor moves_of(const Augmentation& augmentation);

// Throws Error when there are not as many amounts as images.
void check_amounts(const at::Tensor& images, const Augmentation& augmentation);

}  // namespace leakygan
