#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "make_image.h"
#include "make_tiff.h"
#include "pixels_of.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using namespace std::string_literals;

using Bytes = std::vector<std::uint8_t>;

TEST(Samples, WithAlphaAreBlended) {
  const cv::Mat image(4, 4, CV_8UC4, cv::Scalar(255, 0, 255, 0));  // magenta that nobody sees
  const Bytes white(std::size_t{3} * 4 * 4, 255);
  EXPECT_EQ(pixels_of(encoded(".tif", image), {3, 4, 4}), white);
  EXPECT_EQ(pixels_of(encoded(".webp", image, {cv::IMWRITE_WEBP_QUALITY, 101}), {3, 4, 4}), white);
  // OpenCV would drop the alpha channel and show what lies under it.
  EXPECT_EQ(why_not_decoded(
                tiff_bytes({.width = 1, .height = 2, .samples = 2, .pixels = "\x40\xff\x40\0"s})),
            "holds a kind of grey-and-alpha TIFF, which this build does not read");
}

TEST(Samples, OfTiffWithAlphaOfBothKindsAreBlendedOnce) {
  const Preprocessing black = {.shape = {3, 1, 1}, .background = {0, 0, 0}};
  // Straight: 200 seen through half. Associated: the same, multiplied already.
  const Tiff straight = {.samples = 4, .extra = 2, .pixels = "\xc8\x64\x32\x80"};
  const Tiff associated = {.samples = 4, .extra = 1, .pixels = "\x64\x32\x19\x80"};
  const Tiff deep = {
      .samples = 4, .bits = 16, .extra = 1, .pixels = "\x64\x64\x32\x32\x19\x19\x80\x80"};
  for (const Tiff& tiff : {straight, associated, deep}) {
    const auto pixels = pixels_with(black, tiff_bytes(tiff));
    EXPECT_NEAR(pixels[0], 100, 1);
    EXPECT_NEAR(pixels[1], 50, 1);
    EXPECT_NEAR(pixels[2], 25, 1);
  }
}

TEST(Samples, OfTiffWithWhiteAsZeroAreNoNegatives) {
  const Tiff eight = {.width = 2, .height = 1, .white_is_zero = true, .pixels = "\x00\xf0"s};
  EXPECT_EQ(pixels_of(tiff_bytes(eight), {1, 1, 2}), (Bytes{255, 15}));
  const Tiff sixteen = {
      .width = 2, .height = 1, .bits = 16, .white_is_zero = true, .pixels = "\x00\x00\xf0\xf0"s};
  EXPECT_EQ(pixels_of(tiff_bytes(sixteen), {1, 1, 2}), (Bytes{255, 15}));
}

TEST(Samples, OfSixteenBitsAreScaledByTheWhiteLevel) {
  const cv::Mat image = (cv::Mat_<std::uint16_t>(1, 4) << 0, 819, 4095, 65535);
  for (const std::string& bytes : {png_of(image), encoded(".tif", image), encoded(".pgm", image)}) {
    EXPECT_EQ(pixels_of(bytes, {1, 1, 4}), (Bytes{0, 3, 16, 255}));
    const Preprocessing twelve_bits = {.shape = {1, 1, 4}, .white_level = 4095};
    EXPECT_EQ(pixels_with(twelve_bits, bytes), (Bytes{0, 51, 255, 255}));
    const DecodedImage decoded = decode_image(bytes, twelve_bits);
    EXPECT_EQ(decoded.bits, 16);
    EXPECT_EQ(decoded.largest_sample, 65535);
  }
}

TEST(Samples, OfSixteenBitsKeepTheirAlphaWhateverTheWhiteLevel) {
  const cv::Mat image(1, 1, CV_16UC4, cv::Scalar(4095, 4095, 4095, 65535));
  const Preprocessing twelve_bits = {.shape = {4, 1, 1}, .white_level = 4095};
  EXPECT_EQ(pixels_with(twelve_bits, png_of(image)), Bytes(4, 255));
}

std::string float_tiff(const std::vector<float>& samples) {
  std::string pixels(samples.size() * sizeof(float), '\0');
  std::memcpy(pixels.data(), samples.data(), pixels.size());
  return tiff_bytes({.width = static_cast<std::uint32_t>(samples.size()),
                     .height = 1,
                     .bits = 32,
                     .floats = true,
                     .pixels = pixels});
}

TEST(Samples, OfFloatsLieWithinZeroAndOne) {
  EXPECT_EQ(pixels_of(float_tiff({0, 0.2F, 0.5F, 1}), {1, 1, 4}), (Bytes{0, 51, 128, 255}));
  for (const float outside : {-0.1F, 1.5F, 255.0F, std::nanf(""), HUGE_VALF}) {
    EXPECT_EQ(why_not_decoded(float_tiff({0, outside})),
              "holds floats outside of 0 to 1, which this build does not read");
  }
}

}  // namespace
}  // namespace leakygan::testing
