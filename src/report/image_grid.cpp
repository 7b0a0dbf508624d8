#include "report/image_grid.h"

#include <algorithm>
#include <cmath>

namespace leakygan {
namespace {

constexpr std::size_t kBorder = 2;    // pixels
constexpr std::uint8_t kPaper = 255;  // white, and opaque where there is alpha

}  // namespace

Picture image_grid(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                   std::size_t columns) {
  const auto height = static_cast<std::size_t>(shape.height);
  const auto width = static_cast<std::size_t>(shape.width);
  const auto channels = static_cast<std::size_t>(shape.channels);
  const std::size_t row_bytes = width * channels;
  const std::size_t count = pixels.size() / (height * row_bytes);
  if (columns == 0) columns = static_cast<std::size_t>(std::ceil(std::sqrt(count)));
  const std::size_t rows = (count + columns - 1) / columns;
  const std::size_t grid_height = rows * (height + kBorder) + kBorder;
  const std::size_t grid_width = columns * (width + kBorder) + kBorder;
  Picture grid = {{shape.channels, static_cast<std::int64_t>(grid_height),
                   static_cast<std::int64_t>(grid_width)},
                  std::vector<std::uint8_t>(grid_height * grid_width * channels, kPaper)};
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t top = kBorder + i / columns * (height + kBorder);
    const std::size_t left = kBorder + i % columns * (width + kBorder);
    for (std::size_t y = 0; y < height; ++y) {
      const auto row = pixels.subspan((i * height + y) * row_bytes, row_bytes);
      const std::size_t place = ((top + y) * grid_width + left) * channels;
      std::copy(row.begin(), row.end(), grid.pixels.data() + place);
    }
  }
  return grid;
}

std::vector<std::uint8_t> images_of_grid(const Picture& grid, const ImageShape& shape) {
  const auto height = static_cast<std::size_t>(shape.height);
  const auto width = static_cast<std::size_t>(shape.width);
  const auto channels = static_cast<std::size_t>(grid.shape.channels);
  const auto grid_height = static_cast<std::size_t>(grid.shape.height);
  const auto grid_width = static_cast<std::size_t>(grid.shape.width);
  const std::size_t rows = grid_height / (height + kBorder);
  const std::size_t columns = grid_width / (width + kBorder);
  const bool fits = rows * (height + kBorder) + kBorder == grid_height &&
                    columns * (width + kBorder) + kBorder == grid_width;
  if (!fits) return {};
  std::vector<std::uint8_t> pixels;
  pixels.reserve(rows * columns * height * width * channels);
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const std::size_t top = kBorder + i / columns * (height + kBorder);
    const std::size_t left = kBorder + i % columns * (width + kBorder);
    for (std::size_t y = 0; y < height; ++y) {
      const auto row = std::span(grid.pixels)
                           .subspan(((top + y) * grid_width + left) * channels, width * channels);
      pixels.insert(pixels.end(), row.begin(), row.end());
    }
  }
  return pixels;
}

}  // namespace leakygan
