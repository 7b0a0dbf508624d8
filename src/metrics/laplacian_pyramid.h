#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/options.h"

namespace leakygan {

// Levels, in grey levels, [C, H, W]: each what the next coarser one lacks of it, and last what is
// left (Burt and Adelson 1983, "The Laplacian pyramid as a compact image code"; 5x5 binomial
// filter, mirrored at the border without repeating the edge).
struct PyramidLevel {
  ImageShape shape;
  std::vector<float> values;
};

// The shapes of an image's levels: its own, halved (rounded up) while both sides of the next are at
// least 16 pixels.
std::vector<ImageShape> pyramid_shapes(const ImageShape& shape);

// Of pixels [H, W, C].
std::vector<PyramidLevel> laplacian_pyramid(std::span<const std::uint8_t> pixels,
                                            const ImageShape& shape);

}  // namespace leakygan
