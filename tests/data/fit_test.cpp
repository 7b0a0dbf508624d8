#include <gtest/gtest.h>

#include "make_image.h"
#include "pixels_of.h"

namespace leakygan::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Columns 0, 10, 20, ... of a grey image.
cv::Mat columns(int rows, int count) {
  cv::Mat image(rows, count, CV_8U);
  for (int x = 0; x < count; ++x) image.col(x) = 10 * x;
  return image;
}

TEST(Fit, CropsTheMiddle) {
  EXPECT_EQ(pixels_of(png_of(columns(1, 5)), {1, 1, 3}), (Bytes{10, 20, 30}));
}

TEST(Fit, PadsWithTheBackground) {
  const Preprocessing pad = {.shape = {3, 3, 2}, .fit = Fit::pad, .background = {1, 2, 3}};
  EXPECT_EQ(pixels_with(pad, png_of(columns(1, 2))),
            (Bytes{1, 2, 3, 1, 2, 3, 0, 0, 0, 10, 10, 10, 1, 2, 3, 1, 2, 3}));
}

TEST(Fit, PadsTransparentlyWithFourChannels) {
  const Preprocessing pad = {.shape = {4, 2, 1}, .fit = Fit::pad};
  const Bytes pixels = pixels_with(pad, png_of(cv::Mat(2, 2, CV_8U, cv::Scalar(7))));
  EXPECT_EQ(pixels, (Bytes{7, 7, 7, 255, 255, 255, 255, 0}));
}

TEST(Fit, PadsNothingThatFits) {
  const Preprocessing pad = {.shape = {1, 2, 3}, .fit = Fit::pad};
  EXPECT_EQ(pixels_with(pad, png_of(columns(2, 3))), (Bytes{0, 10, 20, 0, 10, 20}));
}

TEST(Fit, StretchesEachSideOnItsOwn) {
  const Preprocessing stretch = {.shape = {1, 4, 2}, .fit = Fit::stretch};
  // Four columns become two by their means, one row becomes four.
  EXPECT_EQ(pixels_with(stretch, png_of(columns(1, 4))), (Bytes{5, 25, 5, 25, 5, 25, 5, 25}));
}

TEST(Fit, KeepsUpToTwiceTheLengthForRandomCrops) {
  const auto size = [](int rows, int count) {
    const Preprocessing random = {.shape = {1, 4, 4}, .crop = Crop::random};
    const TrainingImage image = to_training_image(columns(rows, count), random);
    EXPECT_EQ(image.pixels.size(), static_cast<std::size_t>(image.height * image.width));
    return std::pair(image.height, image.width);
  };
  EXPECT_EQ(size(8, 12), std::pair(std::int64_t{4}, std::int64_t{6}));
  EXPECT_EQ(size(12, 8), std::pair(std::int64_t{6}, std::int64_t{4}));
  EXPECT_EQ(size(4, 25), std::pair(std::int64_t{4}, std::int64_t{8}));
  EXPECT_EQ(size(7, 7), std::pair(std::int64_t{4}, std::int64_t{4}));
  EXPECT_EQ(size(1, 1), std::pair(std::int64_t{4}, std::int64_t{4}));
}

TEST(Fit, LaysTransparentPixelsOnTheBackground) {
  const cv::Mat image(1, 1, CV_8UC4, cv::Scalar(0, 0, 255, 0));
  const Preprocessing green = {.shape = {3, 1, 1}, .background = {0, 255, 0}};
  EXPECT_EQ(pixels_with(green, png_of(image)), (Bytes{0, 255, 0}));
}

}  // namespace
}  // namespace leakygan::testing
