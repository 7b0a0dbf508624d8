#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "make_image.h"
#include "pixels_of.h"

namespace leakygan::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes white(std::size_t pixels) { return Bytes(pixels, 255); }

// How much of the pixel [at, at + 1) lies in [low, high).
double overlap(int at, double low, double high) {
  return std::max(0.0, std::min(at + 1.0, high) - std::max<double>(at, low));
}

// The mean of a grey image over the area of each new pixel, in float64, by the definition.
std::vector<double> area_mean(const cv::Mat& image, int rows, int columns) {
  const double height = static_cast<double>(image.rows) / rows;
  const double width = static_cast<double>(image.cols) / columns;
  std::vector<double> means;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      double sum = 0;
      for (int r = 0; r < image.rows; ++r) {
        for (int c = 0; c < image.cols; ++c) {
          sum += image.at<std::uint8_t>(r, c) * overlap(r, y * height, (y + 1) * height) *
                 overlap(c, x * width, (x + 1) * width);
        }
      }
      means.push_back(sum / (height * width));
    }
  }
  return means;
}

TEST(DecodeSize, ShrinksByTheMeanOverTheCoveredArea) {
  const cv::Mat image = noise(48, 48, 1);
  for (const int size : {24, 16, 12, 32, 36, 47, 20}) {
    const Bytes pixels = pixels_of(png_of(image), {1, size, size});
    const std::vector<double> means = area_mean(image, size, size);
    ASSERT_EQ(pixels.size(), means.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
      ASSERT_NEAR(pixels[i], means[i], 0.51) << size << " at " << i;
    }
  }
}

TEST(DecodeSize, TurnsTextureThatIsTooFineIntoItsMean) {
  cv::Mat board(96, 96, CV_8U);
  for (int y = 0; y < 96; ++y) {
    for (int x = 0; x < 96; ++x) board.at<std::uint8_t>(y, x) = (x + y) % 2 == 0 ? 255 : 0;
  }
  for (const std::uint8_t pixel : pixels_of(png_of(board), {1, 16, 16})) {
    EXPECT_NEAR(pixel, 127.5, 0.51);
  }
}

TEST(DecodeSize, KeepsAnImageOfTheRightSizeAsItIs) {
  const cv::Mat image = noise(20, 30, 1);
  EXPECT_EQ(pixels_of(png_of(image), {1, 20, 30}), Bytes(image.datastart, image.dataend));
}

TEST(DecodeSize, GrowsWithoutHalosBesideEdges) {
  cv::Mat edge(16, 16, CV_8U, cv::Scalar(50));
  edge.colRange(8, 16) = 200;
  const Bytes pixels = pixels_of(png_of(edge), {1, 64, 64});
  const auto [least, most] = std::minmax_element(pixels.begin(), pixels.end());
  EXPECT_EQ(*least, 50);
  EXPECT_EQ(*most, 200);
  for (std::size_t x = 1; x < 64; ++x) EXPECT_GE(pixels[x], pixels[x - 1]);
}

TEST(DecodeSize, CutsTheCentreWithTheAspectRatioOfTheShape) {
  cv::Mat wide(32, 96, CV_8U, cv::Scalar(0));
  wide.colRange(32, 64) = 255;
  EXPECT_EQ(pixels_of(png_of(wide), {1, 16, 16}), white(256));
  EXPECT_EQ(pixels_of(png_of(wide.t()), {1, 16, 16}), white(256));
  cv::Mat bar(90, 90, CV_8U, cv::Scalar(0));
  bar.rowRange(30, 60) = 255;
  EXPECT_EQ(pixels_of(png_of(bar), {1, 16, 48}), white(768));
  EXPECT_EQ(pixels_of(png_of(bar.t()), {1, 48, 16}), white(768));
}

TEST(DecodeSize, MakesEveryShapeOfImagesOfEverySize) {
  for (const auto& [rows, columns] : {std::pair(1, 1), {1, 300}, {300, 1}, {7, 5}, {65, 100}}) {
    const std::string png = png_of(noise(rows, columns, 4));
    for (const ImageShape shape :
         {ImageShape{1, 16, 16}, {3, 96, 64}, {4, 48, 80}, {3, 100, 100}, {3, 16, 512}}) {
      const auto length = static_cast<std::size_t>(shape.channels * shape.height * shape.width);
      EXPECT_EQ(pixels_of(png, shape).size(), length);
    }
  }
}

TEST(DecodeSize, StaysWithinAPixelOfTheMiddle) {
  // A ramp: the mean of what was cut out tells where its middle was.
  for (int columns = 33; columns < 80; ++columns) {
    cv::Mat ramp(32, columns, CV_8U);
    for (int x = 0; x < columns; ++x) ramp.col(x) = 2 * x;
    const Bytes pixels = pixels_of(png_of(ramp), {1, 32, 32});
    double sum = 0;
    for (std::size_t x = 0; x < 32; ++x) sum += pixels[x];
    EXPECT_NEAR(sum / 32, columns - 1, 1.01) << columns;
  }
}

}  // namespace
}  // namespace leakygan::testing
