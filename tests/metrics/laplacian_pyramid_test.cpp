#include "metrics/laplacian_pyramid.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

using Sides = std::vector<std::pair<std::int64_t, std::int64_t>>;

Sides sides_of(std::int64_t height, std::int64_t width) {
  Sides sides;
  for (const ImageShape& shape : pyramid_shapes({3, height, width})) {
    EXPECT_EQ(shape.channels, 3);
    sides.emplace_back(shape.height, shape.width);
  }
  return sides;
}

// What place i is, if the line goes back at both ends.
std::int64_t reflected(std::int64_t i, std::int64_t count) {
  while (i < 0 || i >= count) i = i < 0 ? -i : 2 * (count - 1) - i;
  return i;
}

// One plane of twice the size: 4 times the 5x5 binomial filter over the numbers with zeros between.
std::vector<double> expanded(const std::vector<double>& small, std::int64_t small_width,
                             std::int64_t height, std::int64_t width) {
  constexpr std::array<double, 5> kWeights = {1, 4, 6, 4, 1};
  std::vector<double> large;
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      double sum = 0;
      for (std::int64_t k = 0; k < 25; ++k) {
        const std::int64_t from_y = reflected(y + k / 5 - 2, height);
        const std::int64_t from_x = reflected(x + k % 5 - 2, width);
        if (from_y % 2 != 0 || from_x % 2 != 0) continue;
        const auto place = static_cast<std::size_t>(from_y / 2 * small_width + from_x / 2);
        sum += kWeights[static_cast<std::size_t>(k / 5)] *
               kWeights[static_cast<std::size_t>(k % 5)] / 64 * small[place];
      }
      large.push_back(sum);
    }
  }
  return large;
}

std::vector<double> plane(const PyramidLevel& level, std::int64_t channel) {
  const auto size = level.shape.height * level.shape.width;
  const auto first = level.values.begin() + channel * size;
  return {first, first + size};
}

TEST(LaplacianPyramid, HasLevelsOfSixteenPixelsOrMore) {
  EXPECT_EQ(sides_of(32, 32), (Sides{{32, 32}, {16, 16}}));
  EXPECT_EQ(sides_of(64, 64), (Sides{{64, 64}, {32, 32}, {16, 16}}));
  EXPECT_EQ(sides_of(48, 80), (Sides{{48, 80}, {24, 40}}));
  EXPECT_EQ(sides_of(17, 17), (Sides{{17, 17}}));
  EXPECT_EQ(sides_of(31, 31), (Sides{{31, 31}, {16, 16}}));
  EXPECT_EQ(sides_of(30, 200), (Sides{{30, 200}}));
  EXPECT_EQ(sides_of(63, 125), (Sides{{63, 125}, {32, 63}, {16, 32}}));
  EXPECT_EQ(sides_of(7, 9), (Sides{{7, 9}}));
}

TEST(LaplacianPyramid, AddsUpToTheImage) {
  for (const ImageShape& shape :
       {ImageShape{3, 32, 32}, {1, 64, 64}, {4, 48, 80}, {3, 63, 33}, {1, 17, 40}}) {
    const auto pixels = textured(1, 1, shape);
    const auto levels = laplacian_pyramid(pixels, shape);
    ASSERT_EQ(levels.size(), pyramid_shapes(shape).size());
    double largest = 0;
    for (std::int64_t c = 0; c < shape.channels; ++c) {
      std::vector<double> sum = plane(levels.back(), c);
      for (std::size_t l = levels.size() - 1; l-- > 0;) {
        const ImageShape& next = levels[l].shape;
        sum = expanded(sum, levels[l + 1].shape.width, next.height, next.width);
        const auto details = plane(levels[l], c);
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += details[i];
      }
      for (std::size_t i = 0; i < sum.size(); ++i) {
        const auto place = i * static_cast<std::size_t>(shape.channels);
        largest = std::max(largest, std::abs(sum[i] - pixels[place + static_cast<std::size_t>(c)]));
      }
    }
    EXPECT_LT(largest, 1e-4);
  }
}

TEST(LaplacianPyramid, IsTheOneMadeOfScipysConvolutions) {
  const auto expected = reference().at("pyramid").get<std::vector<std::vector<double>>>();
  const ImageShape shape = {1, 37, 35};
  const auto levels = laplacian_pyramid(textured(7, 1, shape), shape);
  ASSERT_EQ(levels.size(), expected.size());
  for (std::size_t l = 0; l < levels.size(); ++l) {
    ASSERT_EQ(levels[l].values.size(), expected[l].size());
    double largest = 0;
    for (std::size_t i = 0; i < expected[l].size(); ++i) {
      largest = std::max(largest, std::abs(levels[l].values[i] - expected[l][i]));
    }
    EXPECT_LT(largest, 1e-4);
  }
}

TEST(LaplacianPyramid, OfAFlatImageHasNothingButTheCoarsestLevel) {
  const ImageShape shape = {1, 33, 64};
  const auto levels = laplacian_pyramid(std::vector<std::uint8_t>(33 * 64, 200), shape);
  ASSERT_EQ(levels.size(), 2U);
  for (const float value : levels[0].values) ASSERT_NEAR(value, 0, 1e-4);
  for (const float value : levels[1].values) ASSERT_NEAR(value, 200, 1e-4);
}

}  // namespace
}  // namespace leakygan::testing
