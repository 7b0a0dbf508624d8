#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string_view>

#include "models/options.h"

namespace leakygan {

// What is done to all images that a discriminator sees, real and made alike: the policies of Zhao
// et al. 2020, "Differentiable augmentation for data-efficient GAN training".
struct AugmentOptions {
  bool color = false;
  bool translation = false;
  bool cutout = false;

  bool any() const { return color || translation || cutout; }
};

// By how much each of N images is changed, a row each, on the CPU. What is off is undefined.
struct Augmentation {
  // [N, 3], float64: brightness in [-0.5, 0.5), which is added; saturation in [0, 2), a factor of
  // the distances from the mean of a pixel's channels; contrast in [0.5, 1.5), a factor of the
  // distances from the image's mean.
  at::Tensor color = {};
  // [N, 2], int64: pixels down and to the right, an eighth of the side (rounded) at most.
  at::Tensor shift = {};
  // [N, 4], int64: top, left, height and width of what is cut out. Half of each side (rounded up),
  // less what lies outside of the image.
  at::Tensor hole = {};
};

// Amounts for `count` images of a shape. The policies do not depend on each other, nor the first
// images on how many follow.
Augmentation draw_augmentation(const AugmentOptions& options, std::int64_t count,
                               const ImageShape& shape, std::uint64_t seed, std::string_view stream,
                               std::uint64_t index);

// Images [N, C, H, W] in [-1, 1] (not clamped afterwards) -> the same shape, channels-last. Color
// comes first, then shift, then hole; uncovered pixels and holes are 0. Of 4 channels the last is
// transparency, which color leaves alone. Derivatives of every order are right. Throws Error when
// there are not as many rows as images.
at::Tensor augment(const at::Tensor& images, const Augmentation& augmentation);

// The same of LibTorch's operators alone: what augment does for devices, dtypes and numbers of
// channels that its loops do not cover. Tried on the CPU only, never on a GPU.
at::Tensor augment_composed(const at::Tensor& images, const Augmentation& augmentation);

}  // namespace leakygan
