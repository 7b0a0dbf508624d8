#include "report/png.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "support/error.h"

namespace leakygan {
namespace {

cv::Mat decoded(const std::string& png) {
  return cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_UNCHANGED);
}

TEST(Png, LeavesThePixelsOfTheCallerAlone) {
  const std::vector<std::uint8_t> pixels = {255, 10, 20};
  std::vector<std::uint8_t> given = pixels;
  encode_png(given, {3, 1, 1});
  EXPECT_EQ(given, pixels);
}

TEST(Png, CarriesTextsInChunksWithTheRightCheckSum) {
  const std::vector<std::uint8_t> pixels = {1, 2, 3, 4};
  const std::string png = encode_png(pixels, {1, 2, 2}, {{"Seed", "7"}, {"Step", "10"}});
  const cv::Mat image = decoded(png);
  ASSERT_EQ(image.size(), cv::Size(2, 2));
  EXPECT_EQ(image.at<std::uint8_t>(1, 1), 4);
  // Computed with Python: zlib.crc32(b"tEXtSeed\x007").
  const std::string chunk("\0\0\0\x06tEXtSeed\0007\x36\x9a\x54\x31", 18);
  EXPECT_NE(png.find("tEXtStep"), std::string::npos);
  EXPECT_NE(png.find(chunk), std::string::npos);
}

TEST(Png, APictureThatNoFileCanHoldIsAnError) {
  const std::vector<std::uint8_t> pixels(2'000'000);
  EXPECT_THROW(encode_png(pixels, {1, 2'000'000, 1}), Error);
}

}  // namespace
}  // namespace leakygan
