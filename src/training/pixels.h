#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace leakygan {

// Images [N, C, H, W] in [-1, 1] -> [N, H, W, C] in 0 .. 255: rounded, values outside saturate.
// Throws Error when one is not finite.
std::vector<std::uint8_t> to_pixels(const at::Tensor& images);

}  // namespace leakygan
