#include "report/image_grid.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "report/png.h"

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

TEST(ImageGrid, KeepsTransparency) {
  const cv::Mat grid = written(4, {4, 16, 16}, {1, 2, 3, 4});
  EXPECT_EQ(grid.at<cv::Vec4b>(5, 5), cv::Vec4b(3, 2, 1, 4));
}

}  // namespace
}  // namespace leakygan
