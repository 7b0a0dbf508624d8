#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

// How varied made images [N, C, H, W] are beside real ones: the mean Euclidean distance of the
// pixels of two images, over all pairs, of the made ones divided by that of the real ones. Both of
// the first 64 images at most, N at least 2. 0 for made images that are all the same; nothing is
// known, and 1 returned, for real ones that are.
double distance_ratio(const at::Tensor& made, const at::Tensor& real);

}  // namespace leakygan
