#include "metrics/sliced_wasserstein.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "metrics/projections.h"
#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

constexpr ImageShape kColour = {3, 32, 32};

ImageSet set_of(const std::vector<std::uint8_t>& pixels, const ImageShape& shape = kColour) {
  return {shape, pixels};
}

double distance(const std::vector<std::uint8_t>& real, const std::vector<std::uint8_t>& fake,
                const ImageShape& shape = kColour, int threads = 2) {
  return sliced_wasserstein(set_of(real, shape), set_of(fake, shape), threads, {}).mean;
}

const auto kBrighter = [](int level) { return std::min(level + 10, 255); };
const auto kFlatter = [](int level) { return std::lround(127.5 + 0.9 * (level - 127.5)); };

// The same patches and directions, but exact distances.
TEST(SlicedWasserstein, IsWhatScipyGivesUpToAStep) {
  const auto expected = reference().at("sliced_wasserstein").get<std::vector<double>>();
  const ImageShape shape = {3, 32, 40};
  const auto fake = changed(textured(10, 9, shape), [](int level) { return level / 2 + 70; });
  const auto found =
      sliced_wasserstein(set_of(textured(9, 12, shape), shape), set_of(fake, shape), 2, {});
  ASSERT_EQ(found.distances.size(), 2U);
  EXPECT_NEAR(found.distances[0], expected[0], 1000 / Projections::kStepsPerUnit);
  EXPECT_NEAR(found.distances[1], expected[1], 1000 / Projections::kStepsPerUnit);
  EXPECT_NEAR(found.mean, (found.distances[0] + found.distances[1]) / 2, 1e-9);
  EXPECT_EQ(found.shapes[1].width, 20);
}

TEST(SlicedWasserstein, OfASetToItselfIsZeroInAnyOrderOnAnyNumberOfThreads) {
  const auto pixels = textured(1, 66, kColour);
  for (const int threads : {1, 3}) {
    EXPECT_EQ(distance(pixels, shuffled(pixels, kColour), kColour, threads), 0);
  }
}

TEST(SlicedWasserstein, IsTheSameInAnyOrderOnAnyNumberOfThreads) {
  const auto real = textured(1, 66, kColour);
  const auto fake = textured(2, 65, kColour);
  const double first = distance(real, fake, kColour, 1);
  EXPECT_EQ(distance(shuffled(real, kColour), shuffled(fake, kColour), kColour, 3), first);
}

// The stripes are as wide as the images, so that all have one mean.
TEST(SlicedWasserstein, SeesBrightnessContrastAndNoise) {
  const ImageShape shape = {1, 16, 96};
  const auto real = textured(1, 150, shape);
  const auto alike = textured(2, 150, shape);
  const double of_alike = distance(real, alike, shape);
  SplitMix64 random(3);
  const auto noisy = [&](int level) {
    return std::clamp<long>(std::lround(level + 15 * random.normal()), 0, 255);
  };
  EXPECT_GT(distance(real, changed(alike, kBrighter), shape), 4 * of_alike);
  EXPECT_GT(distance(real, changed(alike, kFlatter), shape), 4 * of_alike);
  EXPECT_GT(distance(real, changed(alike, noisy), shape), 4 * of_alike);
}

// With the deviation of each side by itself, half the contrast would be nothing.
TEST(SlicedWasserstein, MeasuresBothSidesWithTheDeviationOfTheReals) {
  const auto images = textured(1, 30, kColour);
  const auto half = changed(images, [](int level) { return 64 + level / 2; });
  const double of_half = distance(images, half);
  EXPECT_GT(of_half, 200);
  EXPECT_NEAR(distance(half, images) / of_half, 2, 0.1);
}

TEST(SlicedWasserstein, TakesGreyAndTransparentImagesOfAnyShape) {
  for (const ImageShape& shape : {ImageShape{1, 28, 28}, {4, 20, 48}, {3, 7, 7}, {1, 33, 100}}) {
    const auto real = textured(1, 6, shape);
    EXPECT_EQ(distance(real, real, shape), 0);
    EXPECT_GT(distance(real, changed(real, kBrighter), shape), 20);
  }
}

// What a patch gains along a direction is `gain` times the sum of the direction's numbers, which is
// normal with variance 1.
double expected_of_gain(double gain) { return 1000 * gain * std::sqrt(2 / std::numbers::pi); }

// The mean of these images is 100 of their deviations: without it numbers stay within the limit.
TEST(SlicedWasserstein, OfImagesOfLittleContrastIsExact) {
  const ImageShape shape = {1, 16, 16};
  SplitMix64 random(1);
  std::vector<std::uint8_t> real(100 * 256);
  for (auto& level : real) level = static_cast<std::uint8_t>(198 + 4 * random.below(2));
  EXPECT_NEAR(distance(real, changed(real, kBrighter), shape), expected_of_gain(10 / 2.0), 400);
}

// Of flat images the coarsest level has a mean and no deviation, the others are rounding.
TEST(SlicedWasserstein, OfFlatImagesIsInGreyLevels) {
  const ImageShape shape = {1, 33, 33};
  const std::vector<std::uint8_t> real(20 * 33 * 33, 77);
  const auto found =
      sliced_wasserstein(set_of(real, shape), set_of(changed(real, kBrighter), shape), 2, {});
  EXPECT_NEAR(found.distances.at(0), 0, 1000 / Projections::kStepsPerUnit);
  EXPECT_NEAR(found.distances.at(1), expected_of_gain(10), 800);
}

}  // namespace
}  // namespace leakygan::testing
