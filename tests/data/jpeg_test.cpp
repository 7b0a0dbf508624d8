#include <gtest/gtest.h>

#include "data/jpeg_decoder.h"
#include "make_image.h"
#include "make_png.h"
#include "pixels_of.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using namespace std::string_literals;

// Something like a photo: large soft shapes with fine texture on them.
cv::Mat photo(int rows, int columns) {
  cv::Mat image(rows, columns, CV_8UC3);
  SplitMix64 random(1);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      for (int c = 0; c < 3; ++c) {
        const double soft = 100 + 60 * std::sin(0.01 * x * (c + 1)) + 60 * std::cos(0.013 * y);
        image.at<cv::Vec3b>(y, x)[c] =
            cv::saturate_cast<std::uint8_t>(soft + static_cast<double>(random.below(21)));
      }
    }
  }
  return image;
}

TEST(Jpeg, IsDecodedAsSmallAsTrainingNeeds) {
  const std::string bytes = jpeg_of(photo(1200, 1600));
  const auto size_for = [&](const Preprocessing& preprocessing) {
    return decode_image(bytes, preprocessing).image.size();
  };
  EXPECT_EQ(size_for({.shape = {3, 150, 150}}), cv::Size(200, 150));
  EXPECT_EQ(size_for({.shape = {3, 151, 151}}), cv::Size(400, 300));
  EXPECT_EQ(size_for({.shape = {3, 64, 1000}}), cv::Size(1600, 1200));
  EXPECT_EQ(size_for({.shape = {3, 200, 200}, .fit = Fit::pad}), cv::Size(200, 150));
  EXPECT_EQ(size_for({.shape = {3, 100, 400}, .fit = Fit::stretch}), cv::Size(400, 300));
  EXPECT_EQ(size_for({.shape = {3, 2000, 2000}}), cv::Size(1600, 1200));
  const DecodedImage turned = decode_image(with_exif(bytes, 6), {.shape = {3, 200, 150}});
  EXPECT_EQ(turned.image.size(), cv::Size(150, 200));
  EXPECT_EQ(turned.width, 1200);
}

TEST(Jpeg, IsTheSameSmallAsWhenAllOfItWasDecoded) {
  const std::string bytes = jpeg_of(photo(1200, 1600));
  const Preprocessing training = {.shape = {3, 64, 64}};
  const auto reduced = pixels_with(training, bytes);
  const auto whole = to_training_image(decode_jpeg(bytes, 8), training).pixels;
  ASSERT_EQ(reduced.size(), whole.size());
  double sum = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_NEAR(reduced[i], whole[i], 4);
    sum += std::abs(reduced[i] - whole[i]);
  }
  EXPECT_LT(sum / static_cast<double>(whole.size()), 0.7);
}

TEST(Jpeg, WithDamagedDataIsRefusedWithoutAWordOnStderr) {
  std::string bytes = jpeg_of(noise(64, 64, 3));
  bytes.insert(bytes.size() / 2, "\xff\xd3");
  std::string with_marker = jpeg_of(noise(64, 64, 3), {cv::IMWRITE_JPEG_RST_INTERVAL, 2});
  with_marker.erase(with_marker.find("\xff\xd1"), 2);
  ::testing::internal::CaptureStderr();
  for (const std::string& damaged : {bytes, with_marker}) {
    const std::string text = message_of<Error>([&] { pixels_of(damaged, {3, 16, 16}); });
    EXPECT_TRUE(text.starts_with("is damaged: its JPEG data cannot be decoded (")) << text;
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Jpeg, MayHaveBytesBetweenSegmentsAndAfterItsEnd) {
  const std::string jpeg = jpeg_of(noise(16, 16, 3));
  const auto good = pixels_of(jpeg, {3, 16, 16});
  std::string padded = jpeg;
  padded.insert(20, "\0\0\0"s);  // behind the JFIF segment
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(pixels_of(padded, {3, 16, 16}), good);
  EXPECT_EQ(pixels_of(jpeg + "anything", {3, 16, 16}), good);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Jpeg, WithThousandsOfScansDoesNotTakeForEver) {
  const std::string jpeg = jpeg_of(noise(64, 64, 1), {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
  const std::size_t first = jpeg.find("\xff\xda");
  const std::size_t second = jpeg.find("\xff\xda", first + 2);
  std::string scans;
  for (int i = 0; i < 2000; ++i) scans += jpeg.substr(first, second - first);
  const std::string many = jpeg.substr(0, first) + scans + jpeg.substr(second);
  EXPECT_TRUE(contains(message_of<Error>([&] {
                         pixels_of(many, {1, 16, 16});
                       }),
                       "(more than 500 scans)"));
}

TEST(Jpeg, OfCmykWithoutAdobesMarkerIsNotInverted) {
  std::string cmyk = read_file(fs::path(LEAKYGAN_SOURCE_DIR) / "tests/data/files/cmyk.jpg");
  const auto inverted = pixels_of(cmyk, {3, 64, 64});
  const std::size_t marker = cmyk.find("\xff\xee");
  ASSERT_NE(marker, std::string::npos);
  const auto length = static_cast<unsigned char>(cmyk[marker + 3]);
  cmyk.erase(marker, std::size_t{length} + 2);
  const auto plain = pixels_of(cmyk, {3, 64, 64});
  EXPECT_NE(plain, inverted);
}

}  // namespace
}  // namespace leakygan::testing
