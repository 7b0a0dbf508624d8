#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "pixels_of.h"

namespace leakygan::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

const cv::Vec4b kHiddenMagenta(255, 0, 255, 0);
const cv::Vec4b kGreen(0, 255, 0, 255);

// A green square with nothing around it but hidden magenta.
std::string square_in_magenta(int size) {
  cv::Mat image(size, size, CV_8UC4, kHiddenMagenta);
  image({size / 4, size / 4, size / 2 + 1, size / 2 + 1}).setTo(kGreen);
  return png_of(image);
}

TEST(DecodeAlpha, BlendsOnWhiteByTheWorth) {
  for (const int alpha : {0, 1, 127, 128, 254, 255}) {
    const cv::Mat image(1, 1, CV_8UC4, cv::Scalar(30, 200, 100, alpha));
    Bytes expected;
    for (const int colour : {100, 200, 30}) {
      const double blended = (colour * alpha + 255.0 * (255 - alpha)) / 255.0;
      expected.push_back(static_cast<std::uint8_t>(std::lround(blended)));
    }
    EXPECT_EQ(pixels_of(png_of(image), {3, 1, 1}), expected) << alpha;
  }
}

TEST(DecodeAlpha, NeverShowsTheColourUnderTransparentPixels) {
  for (const int size : {64, 32, 20, 100}) {
    const Bytes pixels = pixels_of(square_in_magenta(64), {3, size, size});
    for (std::size_t i = 0; i < pixels.size(); i += 3) {
      // Mixtures of green and white alone: red is blue, and green is full.
      ASSERT_EQ(pixels[i], pixels[i + 2]) << size;
      ASSERT_EQ(pixels[i + 1], 255) << size;
    }
  }
}

TEST(DecodeAlpha, KeepsColoursApartFromHiddenOnesInFourChannels) {
  for (const int size : {64, 32, 20, 100}) {
    const Bytes pixels = pixels_of(square_in_magenta(64), {4, size, size});
    int partly = 0;
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
      const Bytes colour(&pixels[i], &pixels[i] + 3);
      const int alpha = pixels[i + 3];
      ASSERT_EQ(colour, alpha == 0 ? Bytes({255, 255, 255}) : Bytes({0, 255, 0})) << size;
      if (alpha > 0 && alpha < 255) ++partly;
    }
    EXPECT_EQ(partly > 0, size != 64);
  }
}

TEST(DecodeAlpha, BlendsGreyWithAlpha) {
  const Png png = {
      .width = 3, .colour_type = 4, .rows = std::string("\x0a\xff\x0a\x00\x64\x80", 6)};
  EXPECT_EQ(pixels_of(png_bytes(png), {1, 1, 3}), Bytes({10, 255, 177}));
  EXPECT_EQ(pixels_of(png_bytes(png), {4, 1, 3}),
            Bytes({10, 10, 10, 255, 255, 255, 255, 0, 100, 100, 100, 128}));
}

TEST(DecodeAlpha, BlendsSixteenBitColours) {
  const Png grey = {
      .width = 2, .bits = 16, .colour_type = 4, .rows = big_endian({10 * 257, 65535, 10 * 257, 0})};
  EXPECT_EQ(pixels_of(png_bytes(grey), {1, 1, 2}), Bytes({10, 255}));
  const Png colour = {.bits = 16, .colour_type = 6, .rows = big_endian({65535, 0, 65535, 0})};
  EXPECT_EQ(pixels_of(png_bytes(colour), {3, 1, 1}), Bytes({255, 255, 255}));
}

TEST(DecodeAlpha, BlendsPalettesWithTransparentEntries) {
  const std::string chunks = png_chunk("PLTE", std::string("\xff\0\xff\0\x80\0\0\0\xc8", 9)) +
                             png_chunk("tRNS", std::string("\0\xff", 2));
  const Bytes expected = {255, 255, 255, 0, 128, 0, 0, 0, 200, 255, 255, 255};
  const Png eight = {
      .width = 4, .colour_type = 3, .rows = std::string("\0\1\2\0", 4), .before_data = chunks};
  EXPECT_EQ(pixels_of(png_bytes(eight), {3, 1, 4}), expected);
  Png two = eight;
  two.bits = 2;
  two.rows = "\x18";  // 0, 1, 2, 0
  EXPECT_EQ(pixels_of(png_bytes(two), {3, 1, 4}), expected);
}

TEST(DecodeAlpha, HidesTheOneColourThatAPngNamesTransparent) {
  const Png rgb = {.width = 2,
                   .rows = std::string("\xff\0\xff\xff\1\xff", 6),
                   .before_data = png_chunk("tRNS", big_endian({255, 0, 255}))};
  EXPECT_EQ(pixels_of(png_bytes(rgb), {3, 1, 2}), Bytes({255, 255, 255, 255, 1, 255}));
  const Png deep = {.width = 2,
                    .bits = 16,
                    .rows = big_endian({65535, 0, 7, 65535, 0, 8}),
                    .before_data = png_chunk("tRNS", big_endian({65535, 0, 7}))};
  EXPECT_EQ(pixels_of(png_bytes(deep), {3, 1, 2}), Bytes({255, 255, 255, 255, 0, 0}));
  const Png grey = {.width = 4,
                    .bits = 2,
                    .colour_type = 0,
                    .rows = "\x1b",  // 0, 1, 2, 3
                    .before_data = png_chunk("tRNS", big_endian({1}))};
  EXPECT_EQ(pixels_of(png_bytes(grey), {1, 1, 4}), Bytes({0, 255, 170, 255}));
  const Png deep_grey = {.width = 2,
                         .bits = 16,
                         .colour_type = 0,
                         .rows = big_endian({1000, 1001}),
                         .before_data = png_chunk("tRNS", big_endian({1000}))};
  EXPECT_EQ(pixels_of(png_bytes(deep_grey), {1, 1, 2}), Bytes({255, 4}));
}

}  // namespace
}  // namespace leakygan::testing
