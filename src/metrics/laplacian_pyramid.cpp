#include "metrics/laplacian_pyramid.h"

#include <algorithm>
#include <array>

namespace leakygan {
namespace {

constexpr std::int64_t kSmallestSide = 16;
constexpr std::array<float, 5> kBinomial = {1 / 16.0F, 4 / 16.0F, 6 / 16.0F, 4 / 16.0F, 1 / 16.0F};
constexpr std::int64_t kReach = 2;

std::int64_t mirrored(std::int64_t i, std::int64_t count) {
  if (i >= 0 && i < count) return i;  // nearly always: divisions would take most of the time
  if (count == 1) return 0;
  const std::int64_t period = 2 * (count - 1);
  i = (i % period + period) % period;
  return i < count ? i : period - i;
}

// A line of numbers in memory.
struct Line {
  const float* begin;
  std::int64_t count;
  std::int64_t stride;
  float operator[](std::int64_t i) const { return begin[mirrored(i, count) * stride]; }
};

// Number i of the smoothed line that has every second number.
float shrunk(const Line& line, std::int64_t i) {
  float sum = 0;
  for (std::int64_t k = -kReach; k <= kReach; ++k) {
    sum += kBinomial[static_cast<std::size_t>(k + kReach)] * line[2 * i + k];
  }
  return sum;
}

// Number i of a line of `count` whose every second number `line` has, zeros between, smoothed.
float grown(const Line& line, std::int64_t i, std::int64_t count) {
  float sum = 0;
  for (std::int64_t k = -kReach; k <= kReach; ++k) {
    const std::int64_t place = mirrored(i + k, count);
    if (place % 2 == 0) {
      sum +=
          2 * kBinomial[static_cast<std::size_t>(k + kReach)] * line.begin[place / 2 * line.stride];
    }
  }
  return sum;
}

enum class Axis { rows, columns };

// Applies `number` along one axis, which then has `count` numbers.
template <typename Number>
PyramidLevel along(const PyramidLevel& from, Axis axis, std::int64_t count, const Number& number) {
  const auto [channels, height, width] = from.shape;
  const bool rows = axis == Axis::rows;
  PyramidLevel to = {{channels, rows ? count : height, rows ? width : count}, {}};
  to.values.reserve(static_cast<std::size_t>(channels * to.shape.height * to.shape.width));
  for (std::int64_t c = 0; c < channels; ++c) {
    const float* plane = from.values.data() + c * height * width;
    for (std::int64_t y = 0; y < to.shape.height; ++y) {
      for (std::int64_t x = 0; x < to.shape.width; ++x) {
        const Line line = rows ? Line{plane + x, height, width} : Line{plane + y * width, width, 1};
        to.values.push_back(number(line, rows ? y : x));
      }
    }
  }
  return to;
}

ImageShape half(const ImageShape& shape) {
  return {shape.channels, (shape.height + 1) / 2, (shape.width + 1) / 2};
}

PyramidLevel shrink(const PyramidLevel& level) {
  const ImageShape small = half(level.shape);
  return along(along(level, Axis::rows, small.height, shrunk), Axis::columns, small.width, shrunk);
}

PyramidLevel grow(const PyramidLevel& level, const ImageShape& shape) {
  const auto taller = [&](const Line& line, std::int64_t i) {
    return grown(line, i, shape.height);
  };
  const auto wider = [&](const Line& line, std::int64_t i) { return grown(line, i, shape.width); };
  return along(along(level, Axis::rows, shape.height, taller), Axis::columns, shape.width, wider);
}

PyramidLevel to_planes(std::span<const std::uint8_t> pixels, const ImageShape& shape) {
  PyramidLevel level = {shape, std::vector<float>(pixels.size())};
  const auto channels = static_cast<std::size_t>(shape.channels);
  const std::size_t plane = pixels.size() / channels;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    level.values[i % channels * plane + i / channels] = pixels[i];
  }
  return level;
}

}  // namespace

std::vector<ImageShape> pyramid_shapes(const ImageShape& shape) {
  std::vector<ImageShape> shapes = {shape};
  while (true) {
    const ImageShape next = half(shapes.back());
    if (std::min(next.height, next.width) < kSmallestSide) return shapes;
    shapes.push_back(next);
  }
}

std::vector<PyramidLevel> laplacian_pyramid(std::span<const std::uint8_t> pixels,
                                            const ImageShape& shape) {
  std::vector<PyramidLevel> levels = {to_planes(pixels, shape)};
  while (levels.size() < pyramid_shapes(shape).size()) {
    PyramidLevel next = shrink(levels.back());
    const PyramidLevel expected = grow(next, levels.back().shape);
    std::transform(levels.back().values.begin(), levels.back().values.end(),
                   expected.values.begin(), levels.back().values.begin(), std::minus<>());
    levels.push_back(std::move(next));
  }
  return levels;
}

}  // namespace leakygan
