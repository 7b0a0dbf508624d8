#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "pixels_of.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(DecodeColour, GivesRedFirst) {
  const std::string png = png_of(flat(2, 2, {30, 200, 100}));
  EXPECT_EQ(pixels_of(png, {3, 1, 1}), Bytes({100, 200, 30}));
  EXPECT_EQ(pixels_of(png, {4, 1, 1}), Bytes({100, 200, 30, 255}));
}

TEST(DecodeColour, MakesGreyByBrightness) {
  const auto grey_of = [](const cv::Scalar& colour) {
    return pixels_of(png_of(flat(1, 1, colour)), {1, 1, 1});
  };
  EXPECT_EQ(grey_of({0, 0, 255}), Bytes({76}));   // 0.299 * 255
  EXPECT_EQ(grey_of({0, 255, 0}), Bytes({150}));  // 0.587 * 255
  EXPECT_EQ(grey_of({255, 0, 0}), Bytes({29}));   // 0.114 * 255
}

TEST(DecodeColour, RepeatsGrey) {
  for (const std::string& file : {png_of(cv::Mat(8, 8, CV_8U, cv::Scalar(90))),
                                  jpeg_of(cv::Mat(8, 8, CV_8U, cv::Scalar(90)))}) {
    EXPECT_EQ(pixels_of(file, {1, 1, 1}), Bytes({90}));
    EXPECT_EQ(pixels_of(file, {3, 1, 1}), Bytes({90, 90, 90}));
    EXPECT_EQ(pixels_of(file, {4, 1, 1}), Bytes({90, 90, 90, 255}));
  }
}

TEST(DecodeColour, RoundsSixteenBitsToEight) {
  const std::vector<std::uint16_t> values = {0, 128, 129, 257, 4095, 32767, 65406, 65407, 65535};
  Bytes expected;
  for (const auto value : values) {
    expected.push_back(static_cast<std::uint8_t>(std::lround(value / 257.0)));
  }
  const Png png = {.width = 9, .bits = 16, .colour_type = 0, .rows = big_endian(values)};
  EXPECT_EQ(pixels_of(png_bytes(png), {1, 1, 9}), expected);
}

TEST(DecodeColour, SpreadsGreyOfFewBits) {
  const Png one = {.width = 4, .bits = 1, .colour_type = 0, .rows = "\x50"};
  EXPECT_EQ(pixels_of(png_bytes(one), {1, 1, 4}), Bytes({0, 255, 0, 255}));
  const Png two = {.width = 4, .bits = 2, .colour_type = 0, .rows = "\x1b"};
  EXPECT_EQ(pixels_of(png_bytes(two), {1, 1, 4}), Bytes({0, 85, 170, 255}));
  const Png four = {.width = 2, .bits = 4, .colour_type = 0, .rows = "\x1f"};
  EXPECT_EQ(pixels_of(png_bytes(four), {1, 1, 2}), Bytes({17, 255}));
}

TEST(DecodeColour, ReadsInterlacedFiles) {
  const cv::Mat image = noise(13, 11, 1);
  const Png png = {.width = 11,
                   .height = 13,
                   .colour_type = 0,
                   .interlaced = true,
                   .rows = std::string(image.datastart, image.dataend)};
  EXPECT_EQ(pixels_of(png_bytes(png), {1, 13, 11}), Bytes(image.datastart, image.dataend));
}

TEST(DecodeColour, ReadsProgressiveJpegs) {
  cv::Mat image;
  cv::Mat(noise(4, 4, 3)).convertTo(image, -1);
  const Bytes usual = pixels_of(jpeg_of(image), {3, 4, 4});
  EXPECT_EQ(pixels_of(jpeg_of(image, {cv::IMWRITE_JPEG_PROGRESSIVE, 1}), {3, 4, 4}), usual);
}

TEST(DecodeColour, ReadsCmykJpegsWithinThreeLevels) {
  // Flat quarters: the colours of files/make_files.py.
  const fs::path file = fs::path(LEAKYGAN_SOURCE_DIR) / "tests/data/files/cmyk.jpg";
  const Bytes pixels = pixels_of(read_file(file), {3, 2, 2});
  const Bytes expected = {200, 40, 30, 20, 160, 60, 30, 60, 210, 230, 230, 40};
  ASSERT_EQ(pixels.size(), expected.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) EXPECT_NEAR(pixels[i], expected[i], 3) << i;
}

TEST(DecodeColour, SaysNothingOfOddColourProfiles) {
  const std::string odd = png_chunk("iCCP", std::string("p\0\0not deflate", 14)) +
                          png_chunk("gAMA", std::string(4, '\0'));
  ::testing::internal::CaptureStderr();
  const Bytes pixels = pixels_of(with_chunks(png_of(flat(1, 1, {3, 2, 1})), odd), {3, 1, 1});
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(pixels, Bytes({1, 2, 3}));
}

TEST(DecodeColour, GoesByTheBytesNotTheName) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("jpeg\xff.png", jpeg_of(flat(8, 8, {90, 90, 90})));
  EXPECT_EQ(pixels_of(read_file(file), {1, 1, 1}), Bytes({90}));
}

}  // namespace
}  // namespace leakygan::testing
