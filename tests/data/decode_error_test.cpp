#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "pixels_of.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

std::string why_file(const std::string& name) {
  return why_not_decoded(read_file(fs::path(LEAKYGAN_SOURCE_DIR) / "tests/data/files" / name));
}

TEST(DecodeError, NamesWhatAFileReallyHolds) {
  EXPECT_EQ(why_file("two_frames.gif"), "holds GIF, which this build does not read");
  EXPECT_EQ(why_file("animated.webp"),
            "holds a kind of animated WebP, which this build does not read");
  EXPECT_EQ(why_file("picture.avif"), "holds AVIF, which this build does not read");
  EXPECT_EQ(why_not_decoded("words"), "holds text, no image");
  EXPECT_EQ(why_not_decoded(""), "is empty (0 bytes)");
}

TEST(DecodeError, RefusesFilesThatAreCutOff) {
  const cv::Mat image = noise(256, 256, 3);
  const std::string baseline = jpeg_of(image);
  const std::string progressive = jpeg_of(image, {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
  const std::string png = png_of(image);
  for (const std::string& bytes : {baseline, progressive, with_exif(baseline, 6)}) {
    for (const std::size_t less : {bytes.size() / 2, bytes.size() - 10, std::size_t{2}}) {
      EXPECT_EQ(why_not_decoded(bytes.substr(0, bytes.size() - less)),
                "is cut off: the JPEG data end before the image does");
    }
  }
  EXPECT_EQ(why_not_decoded(png.substr(0, png.size() / 2)),
            "is cut off: the PNG data end before the image does");
}

TEST(DecodeError, RefusesTooManyPixelsByTheHeaderAlone) {
  // 40000 x 40000 in a file without their data: whoever tried to decode it would say "damaged".
  const auto png = [](std::uint32_t width, std::uint32_t height) {
    return png_bytes({.width = width, .height = height, .bits = 1, .colour_type = 0, .rows = "x"});
  };
  EXPECT_EQ(
      why_not_decoded(png(40000, 40000)),
      "has 40,000 x 40,000 pixels; the most that is read is 100 megapixels (data.pixel_limit)");
  EXPECT_TRUE(contains(why_not_decoded(png(15000, 15000)), "100 megapixels"));
  EXPECT_TRUE(contains(why_not_decoded(png(10001, 10000)), "100 megapixels"));
  EXPECT_TRUE(contains(why_not_decoded(png(0xffffffff, 0xffffffff)), "100 megapixels"));
}

TEST(DecodeError, RefusesSidesThatTheDecoderRefuses) {
  const Png wide = {.width = 2000000, .height = 1, .bits = 1, .colour_type = 0, .rows = "x"};
  ::testing::internal::CaptureStderr();
  EXPECT_TRUE(contains(why_not_decoded(png_bytes(wide)), "PNG data cannot be decoded"));
  ::testing::internal::GetCapturedStderr();
}

TEST(DecodeError, RefusesDamagedData) {
  std::string png = png_of(noise(64, 64, 3));
  png[png.size() / 2] = static_cast<char>(png[png.size() / 2] ^ 0x55);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(why_not_decoded(png), "is damaged: the check sum of its IDAT data is wrong");
  ::testing::internal::GetCapturedStderr();
  EXPECT_TRUE(
      contains(why_not_decoded(png_bytes({.width = 0, .rows = "x"})), "header gives no size"));
}

TEST(DecodeError, NamesTwelveBitJpegs) {
  std::string jpeg = jpeg_of(noise(16, 16, 3));
  jpeg[jpeg.find("\xff\xc0") + 4] = 12;
  EXPECT_EQ(why_not_decoded(jpeg), "holds a 12-bit JPEG, which this build does not read");
}

// Whatever a file holds, it becomes an image or an Error; a sanitizer sees the rest.
TEST(DecodeError, SurvivesDamagedBytes) {
  const cv::Mat image = noise(24, 24, 3);
  const std::vector<std::string> files = {png_of(image), png_of(noise(24, 24, 4)), jpeg_of(image),
                                          jpeg_of(image, {cv::IMWRITE_JPEG_PROGRESSIVE, 1}),
                                          with_exif(jpeg_of(image), 5)};
  SplitMix64 random(1);
  ::testing::internal::CaptureStderr();
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = files[random.below(files.size())];
    for (std::uint64_t i = random.below(4) + 1; i > 0; --i) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    try {
      EXPECT_EQ(pixels_of(bytes, {3, 16, 16}).size(), 3U * 16 * 16);
    } catch (const Error&) {
    }
  }
  ::testing::internal::GetCapturedStderr();
}

}  // namespace
}  // namespace leakygan::testing
