#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/options.h"

namespace leakygan {

struct Picture {
  ImageShape shape;
  std::vector<std::uint8_t> pixels;  // [H, W, C], grey, RGB or RGBA
};

// Images side by side, a border between them, in so many columns, or for 0 in as many as rows or
// one more; places left over at the end are empty. `pixels` is [N, H, W, C], N at least 1, grey,
// RGB or RGBA.
Picture image_grid(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                   std::size_t columns = 0);

// The images of such a grid again, [N, H, W, C] of the grid's channels, row by row with the places
// left over. Empty when no grid of images of this height and width has that size.
std::vector<std::uint8_t> images_of_grid(const Picture& grid, const ImageShape& shape);

}  // namespace leakygan
