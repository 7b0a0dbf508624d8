#include "report/image_grid.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "report/png.h"
#include "support/error.h"

namespace leakygan {
namespace {

std::vector<std::uint8_t> flat(std::size_t count, const ImageShape& shape,
                               const std::vector<std::uint8_t>& color) {
  std::vector<std::uint8_t> pixels;
  const auto positions = count * static_cast<std::size_t>(shape.height * shape.width);
  for (std::size_t i = 0; i < positions; ++i) {
    pixels.insert(pixels.end(), color.begin(), color.end());
  }
  return pixels;
}

cv::Mat written(std::size_t count, const ImageShape& shape,
                const std::vector<std::uint8_t>& color) {
  const Picture grid = image_grid(flat(count, shape, color), shape);
  const std::string png = encode_png(grid.pixels, grid.shape);
  return cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_UNCHANGED);
}

TEST(ImageGrid, KeepsRedRed) {
  const cv::Mat grid = written(1, {3, 16, 24}, {255, 10, 20});
  EXPECT_EQ(grid.at<cv::Vec3b>(10, 10), cv::Vec3b(20, 10, 255));  // OpenCV's order is BGR
  EXPECT_EQ(grid.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
}

TEST(ImageGrid, PadsACountThatIsNoSquare) {
  const cv::Mat grid = written(7, {1, 16, 24}, {0});
  EXPECT_EQ(grid.size(), cv::Size(3 * 26 + 2, 3 * 18 + 2));
  EXPECT_EQ(grid.at<std::uint8_t>(2 * 18 + 10, 10), 0);         // the seventh
  EXPECT_EQ(grid.at<std::uint8_t>(2 * 18 + 10, 26 + 10), 255);  // an empty place
}

// Each image of its own shade.
Picture grid_of(std::size_t count, const ImageShape& shape, std::size_t columns) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < count; ++i) {
    const auto one = flat(1, shape, {static_cast<std::uint8_t>(i), 7, 9});
    pixels.insert(pixels.end(), one.begin(), one.end());
  }
  return image_grid(pixels, shape, columns);
}

TEST(ImageGrid, ItsImagesComeBack) {
  const ImageShape shape = {3, 5, 4};
  const auto pixels = images_of_grid(grid_of(6, shape, 3), shape);
  ASSERT_EQ(pixels.size(), 6U * 5 * 4 * 3);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(pixels[i * 60], i);
    EXPECT_EQ(pixels[i * 60 + 57], i);
    EXPECT_EQ(pixels[i * 60 + 59], 9);
  }
}

TEST(ImageGrid, OfImagesOfAnotherSizeNoneCome) {
  EXPECT_TRUE(images_of_grid(grid_of(4, {3, 5, 4}, 2), {3, 6, 4}).empty());
}

TEST(ImageGrid, APngFileHoldsWhatWasWritten) {
  for (const std::int64_t channels : {1, 3, 4}) {
    const Picture grid =
        image_grid(flat(3, {channels, 6, 8},
                        std::vector<std::uint8_t>(static_cast<std::size_t>(channels), 99)),
                   {channels, 6, 8});
    const Picture read = decode_png(encode_png(grid.pixels, grid.shape));
    EXPECT_EQ(read.pixels, grid.pixels);
    EXPECT_EQ(read.shape.channels, channels);
    EXPECT_EQ(read.shape.width, grid.shape.width);
  }
  const Picture red = {{3, 1, 1}, {255, 10, 20}};
  EXPECT_EQ(decode_png(encode_png(red.pixels, red.shape)).pixels, red.pixels);
}

TEST(ImageGrid, WhatIsNoPngFileIsRefused) {
  EXPECT_THROW(decode_png(""), Error);
  EXPECT_THROW(decode_png("not a picture"), Error);
}

TEST(ImageGrid, KeepsTransparency) {
  const cv::Mat grid = written(4, {4, 16, 16}, {1, 2, 3, 4});
  EXPECT_EQ(grid.at<cv::Vec4b>(5, 5), cv::Vec4b(3, 2, 1, 4));
}

}  // namespace
}  // namespace leakygan
