#include "data/image_header.h"

#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "make_tiff.h"

namespace leakygan::testing {
namespace {

using namespace std::string_literals;

std::vector<std::string> jpegs_of_all_kinds() {
  const cv::Mat image = noise(40, 24, 3);
  const std::string plain = jpeg_of(image);
  const std::string thumbnail = "Exif\0\0"s + exif_block(1) + jpeg_of(noise(16, 16, 3));
  return {plain, jpeg_of(image, {cv::IMWRITE_JPEG_PROGRESSIVE, 1}),
          jpeg_of(image, {cv::IMWRITE_JPEG_RST_INTERVAL, 1}),
          with_segment(plain, '\xe1', thumbnail)};
}

TEST(ImageHeader, TellsContainersByTheirFirstBytes) {
  const std::vector<std::pair<std::string, Container>> files = {
      {"", Container::empty},
      {"<!DOCTYPE html>", Container::html},
      {"BMs are two letters", Container::text},
      {"\xef\xbb\xbf{\"error\": 429}", Container::text},
      {"a\0b"s, Container::unknown},
      {"<?xml version='1.0'?><Error>AccessDenied</Error>", Container::xml},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", Container::lfs},
      {std::string(100, '\0'), Container::zeros},
      {std::string(63, '\0') + "a", Container::unknown},
      {"\0\0\0\x18"
       "ftypmp42"s,
       Container::video},
      {"RIFF\x24\0\0\0AVI LIST"s, Container::video},
      {"RIFF\x24\0\0\0WAVEfmt "s, Container::unknown},
      {"\0\0\0\x18"
       "ftypcrx "s,
       Container::raw},
      {jpeg_of(noise(4, 4, 3)), Container::jpeg},
      {png_of(noise(4, 4, 3)), Container::png},
      {encoded(".bmp", noise(4, 4, 3)), Container::bmp},
      {encoded(".tiff", noise(4, 4, 3)), Container::tiff},
      {"MM\0*\0\0\0\x8"s, Container::tiff},
      {"GIF89a\1\0\1\0"s, Container::gif},
      {"RIFF\x24\0\0\0WEBPVP8X"s, Container::webp},
      {"\0\0\0\x18"
       "ftypheic"s,
       Container::heif},
      {"\0\0\0\x20"
       "ftypavif"s,
       Container::avif}};
  for (const auto& [bytes, container] : files) {
    EXPECT_EQ(read_header(bytes).container, container) << container_name(container);
  }
}

// Else thumbnails would be trained on.
TEST(ImageHeader, TellsRawImagesOfCamerasFromOtherTiffs) {
  const auto container = [](const Tiff& tiff) { return read_header(tiff_bytes(tiff)).container; };
  EXPECT_EQ(container({.pixels = "a"}), Container::tiff);
  EXPECT_EQ(container({.pixels = "a", .subfile = 2}), Container::tiff);  // a page
  EXPECT_EQ(container({.pixels = "a", .subfile = 1}), Container::raw);   // a preview
  EXPECT_EQ(container({.pixels = "a", .photometric = 32803}), Container::raw);
  EXPECT_EQ(container({.pixels = "a", .photometric = 34892}), Container::raw);
  EXPECT_EQ(container({.pixels = "a", .dng_version = 0x0401}), Container::raw);
  EXPECT_EQ(read_header("II*\0\x10\0\0\0CR\2\0"s).container, Container::raw);
}

TEST(ImageHeader, GivesTheSizeAsStored) {
  const cv::Mat image = noise(40, 24, 3);
  for (const std::string& bytes : {png_of(image), jpeg_of(image), with_exif(jpeg_of(image), 6)}) {
    const ImageHeader header = read_header(bytes);
    EXPECT_EQ(header.width, 24);
    EXPECT_EQ(header.height, 40);
    EXPECT_TRUE(header.complete);
  }
}

TEST(ImageHeader, ReadsTheOrientationInBothByteOrders) {
  const cv::Mat image = noise(8, 8, 3);
  const std::string jpeg = jpeg_of(image);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool big : {false, true}) {
      const std::string exif = exif_block(orientation, big);
      const std::string turned = with_segment(jpeg, '\xe1', "Exif\0\0"s + exif);
      EXPECT_EQ(read_header(turned).orientation, orientation);
      const std::string png = with_chunks(png_of(image), png_chunk("eXIf", exif));
      EXPECT_EQ(read_header(png).orientation, orientation);
    }
  }
}

TEST(ImageHeader, TakesAnOrientationThatMakesNoSenseForNone) {
  const std::string jpeg = jpeg_of(noise(8, 8, 3));
  for (const int orientation : {0, 9, 65535}) {
    EXPECT_EQ(read_header(with_exif(jpeg, orientation)).orientation, 1);
  }
}

TEST(ImageHeader, PassesOverAnXmpSegmentToTheExifOne) {
  const std::string jpeg = with_exif(jpeg_of(noise(8, 8, 3)), 3);
  const std::string both = with_segment(jpeg, '\xe1', "http://ns.adobe.com/xap/1.0/\0<x/>"s);
  EXPECT_EQ(read_header(both).orientation, 3);
}

TEST(ImageHeader, GoesByTheFirstExifBlock) {
  const std::string jpeg = with_exif(with_exif(jpeg_of(noise(8, 8, 3)), 8), 3);
  EXPECT_EQ(read_header(jpeg).orientation, 3);
}

TEST(ImageHeader, FindsEveryShorterFileIncomplete) {
  std::vector<std::string> files = jpegs_of_all_kinds();
  files.push_back(png_of(noise(20, 12, 4)));
  for (const std::string& bytes : files) {
    ASSERT_TRUE(read_header(bytes).complete);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      ASSERT_FALSE(read_header(bytes.substr(0, length)).complete) << length;
    }
  }
}

TEST(ImageHeader, FindsAFileWithBytesBehindItsEndComplete) {
  for (std::string bytes : jpegs_of_all_kinds()) {
    bytes += std::string(1000, '\0');
    EXPECT_TRUE(read_header(bytes).complete);
  }
}

TEST(ImageHeader, IgnoresWhatStandsBehindTheEndOfAPng) {
  const std::string png = png_of(noise(8, 8, 3)) + png_chunk("eXIf", exif_block(6));
  EXPECT_EQ(read_header(png).orientation, 1);
}

TEST(ImageHeader, FindsAFileWithoutImageDataIncomplete) {
  const std::string png = png_bytes({.rows = "abc"});
  EXPECT_FALSE(read_header(png.substr(0, 33) + png_chunk("IEND", "")).complete);
  const std::string jpeg = jpeg_of(noise(8, 8, 3));
  const std::size_t scan = jpeg.find("\xff\xda");
  EXPECT_FALSE(read_header(jpeg.substr(0, scan) + "\xff\xd9").complete);
}

TEST(ImageHeader, PassesOverFillBytesBeforeMarkers) {
  std::string jpeg = jpeg_of(noise(8, 8, 3));
  jpeg.insert(2, "\xff\xff\xff");
  EXPECT_EQ(read_header(jpeg).width, 8);
  EXPECT_TRUE(read_header(jpeg).complete);
}

TEST(ImageHeader, FindsAFileWhoseEndIsZerosIncomplete) {
  for (std::string bytes : jpegs_of_all_kinds()) {
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), '\0');
    EXPECT_FALSE(read_header(bytes).complete);
  }
}

TEST(ImageHeader, ReadsTheTransparentLevelOfAGreyPng) {
  const std::string level = png_chunk("tRNS", big_endian({500}));
  const Png grey = {.bits = 16, .colour_type = 0, .rows = "ab", .before_data = level};
  EXPECT_EQ(read_header(png_bytes(grey)).transparent_grey, 500);
  const Png palette = {.colour_type = 3, .rows = "a", .before_data = level};
  EXPECT_EQ(read_header(png_bytes(palette)).transparent_grey, std::nullopt);
}

// Fails by a crash, an endless loop or a sanitizer's report.
TEST(ImageHeader, SurvivesDamagedBytes) {
  std::vector<std::string> files = jpegs_of_all_kinds();
  files.push_back(with_exif(files.front(), 6));
  files.push_back(with_chunks(png_of(noise(8, 8, 4)), png_chunk("eXIf", exif_block(6))));
  SplitMix64 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = files[random.below(files.size())];
    // The headers lie in the first bytes.
    const std::size_t reach =
        round % 2 == 0 ? std::min<std::size_t>(bytes.size(), 80) : bytes.size();
    for (std::uint64_t i = random.below(8) + 1; i > 0; --i) {
      constexpr std::array<char, 4> kNasty = {'\0', '\xff', '\x7f', '\xd9'};
      const std::uint64_t kind = random.below(8);
      bytes[random.below(reach)] = kind < 4 ? kNasty[kind] : static_cast<char>(random.below(256));
    }
    const ImageHeader header = read_header(bytes);
    ASSERT_GE(header.orientation, 1);
    ASSERT_LE(header.orientation, 8);
    ASSERT_GE(header.width, 0);
    ASSERT_GE(header.height, 0);
  }
}

}  // namespace
}  // namespace leakygan::testing
