#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "make_tiff.h"
#include "pixels_of.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using namespace std::string_literals;

using Bytes = std::vector<std::uint8_t>;

// The bytes of an image as RGB.
Bytes rgb(const cv::Mat& image) {
  Bytes bytes;
  for (int y = 0; y < image.rows; ++y) {
    for (int x = 0; x < image.cols; ++x) {
      for (int c = 2; c >= 0; --c) bytes.push_back(image.at<cv::Vec3b>(y, x)[c]);
    }
  }
  return bytes;
}

// A WebP file with one more chunk, for which its header has to be the longer one.
std::string with_webp_exif(const std::string& webp, std::uint32_t width, std::uint32_t height,
                           int orientation) {
  const auto chunk = [](const std::string& type, std::string data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    if (data.size() % 2 != 0) data += '\0';
    return type + little_endian(size, 4) + data;
  };
  const std::string body =
      chunk("VP8X", "\x08\0\0\0"s + little_endian(width - 1, 3) + little_endian(height - 1, 3)) +
      webp.substr(12) + chunk("EXIF", exif_block(orientation));
  return "RIFF" + little_endian(static_cast<std::uint32_t>(body.size()) + 4, 4) + "WEBP" + body;
}

struct Written {
  std::string format;
  std::string bytes;
};

// One picture in every lossless format that is read.
std::vector<Written> written(const cv::Mat& image) {
  return {{"PNG", png_of(image)},
          {"BMP", encoded(".bmp", image)},
          {"TIFF", encoded(".tif", image)},
          {"WebP", encoded(".webp", image, {cv::IMWRITE_WEBP_QUALITY, 101})},
          {"PNM", encoded(".ppm", image)},
          {"JPEG 2000", encoded(".jp2", image, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000})}};
}

TEST(Formats, GiveThePixelsThatWereWritten) {
  const cv::Mat image = noise(80, 72, 3);
  for (const auto& [format, bytes] : written(image)) {
    const DecodedImage decoded = decode_image(bytes, {.shape = {3, 80, 72}});
    EXPECT_EQ(container_name(decoded.container), format);
    EXPECT_EQ(decoded.width, 72) << format;
    EXPECT_EQ(decoded.height, 80) << format;
    EXPECT_EQ(decoded.channels, 3) << format;
    EXPECT_EQ(decoded.bits, 8) << format;
    EXPECT_EQ(pixels_of(bytes, {3, 80, 72}), rgb(image)) << format;
  }
}

TEST(Formats, AreRefusedWhenCutOffWithoutAWordOnStderr) {
  const cv::Mat image = noise(64, 64, 3);
  ::testing::internal::CaptureStderr();
  for (const auto& [format, bytes] : written(image)) {
    for (const std::size_t part : {bytes.size() / 2, bytes.size() - 40}) {
      EXPECT_EQ(why_not_decoded(bytes.substr(0, part)),
                "is cut off: the " + format + " data end before the image does");
    }
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Formats, BecomeAnImageOrAnErrorWhateverTheyHold) {
  SplitMix64 random(1);
  ::testing::internal::CaptureStderr();
  auto files = written(noise(64, 64, 3));
  files.push_back({"JPEG", jpeg_of(noise(24, 24, 3))});
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = files[random.below(files.size())].bytes;
    for (std::uint64_t i = random.below(4) + 1; i > 0; --i) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    try {
      EXPECT_EQ(pixels_of(bytes, {3, 16, 16}).size(), 3U * 16 * 16);
    } catch (const Error&) {
    }
  }
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Formats, RefuseTooManyPixelsByTheirHeaders) {
  constexpr std::int64_t kPixels = std::int64_t{80} * 72;
  const Preprocessing small = {.shape = {3, 16, 16}, .pixel_limit = kPixels - 1};
  const Preprocessing enough = {.shape = {3, 16, 16}, .pixel_limit = kPixels};
  for (const auto& [format, bytes] : written(noise(80, 72, 3))) {
    const std::string text = message_of<Error>([&, &file = bytes] { pixels_with(small, file); });
    EXPECT_TRUE(contains(text, "has 72 x 80 pixels; the most that is read is ")) << format;
    EXPECT_EQ(pixels_with(enough, bytes).size(), 3U * 16 * 16);
  }
}

TEST(Formats, AreNamedByTheirContent) {
  EXPECT_EQ(why_not_decoded("<!DOCTYPE html><title>404</title>"),
            "holds a web page (HTML), no image");
  EXPECT_EQ(why_not_decoded("\n<HTML>"), "holds a web page (HTML), no image");
  EXPECT_EQ(why_not_decoded("<?xml version='1.0'?><svg/>"),
            "holds SVG, which this build does not read");
  EXPECT_EQ(why_not_decoded("PK\3\4"), "holds an archive, no image");
  EXPECT_EQ(why_not_decoded("%PDF-1.4"), "holds PDF, no image");
  EXPECT_EQ(why_not_decoded("8BPS\0\1"s), "holds Photoshop (PSD), which this build does not read");
  EXPECT_EQ(why_not_decoded("II+\0"s),
            "holds a kind of big (64-bit) TIFF, which this build does not read");
  EXPECT_EQ(why_not_decoded("P5 2 2 1000 aaaaaaaa"),
            "holds a kind of oddly scaled PNM, which this build does not read");
  EXPECT_EQ(why_not_decoded("just words"), "holds text, no image");
  EXPECT_EQ(why_not_decoded("version https://git-lfs.github.com/spec/v1\n"),
            "holds a pointer of Git LFS (git lfs pull brings the image), no image");
  EXPECT_EQ(why_not_decoded(std::string(1000, '\0')), "holds zero bytes, no image");
  EXPECT_EQ(why_not_decoded("\1\2\3"), "holds no image format that is known");
  EXPECT_EQ(why_not_decoded(tiff_bytes({.pixels = "a", .subfile = 1})),
            "holds camera raw, which this build does not read");
}

TEST(Formats, OfWebPAndTiffAreTurnedUpright) {
  const cv::Mat image = noise(5, 3, 3);
  const std::string webp = encoded(".webp", image, {cv::IMWRITE_WEBP_QUALITY, 101});
  const Bytes stored = rgb(image);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const bool sideways = orientation >= 5;
    const ImageShape shape = {3, sideways ? 3 : 5, sideways ? 5 : 3};
    // PNG is checked against the table of the standard in another test.
    const Bytes upright =
        pixels_of(with_chunks(png_of(image), png_chunk("eXIf", exif_block(orientation))), shape);
    EXPECT_EQ(pixels_of(with_webp_exif(webp, 3, 5, orientation), shape), upright) << orientation;
    const Tiff tiff = {.width = 3,
                       .height = 5,
                       .samples = 3,
                       .orientation = static_cast<std::uint32_t>(orientation),
                       .pixels = {stored.begin(), stored.end()}};
    EXPECT_EQ(pixels_of(tiff_bytes(tiff), shape), upright) << orientation;
    const DecodedImage decoded = decode_image(tiff_bytes(tiff), {.shape = shape});
    EXPECT_EQ(decoded.width, shape.width);
    EXPECT_EQ(decoded.height, shape.height);
  }
}

TEST(Formats, OfBmpThatOpencvReadsWronglyAreRefused) {
  const std::string bmp = encoded(".bmp", noise(4, 4, 3));
  std::string os2 = bmp;
  os2[14] = 12;
  std::string masks = bmp;
  masks[30] = 3;
  std::string sixteen = bmp;
  sixteen[28] = 16;
  EXPECT_EQ(why_not_decoded(os2), "holds a kind of OS/2 BMP, which this build does not read");
  EXPECT_EQ(why_not_decoded(masks),
            "holds a kind of oddly packed BMP, which this build does not read");
  EXPECT_EQ(why_not_decoded(sixteen),
            "holds a kind of oddly packed BMP, which this build does not read");
}

TEST(Formats, OfTextAndBitmapsAreReadWhole) {
  EXPECT_EQ(pixels_of("P2 # grey\n2 1\n255\n7 200\n", {1, 1, 2}), (Bytes{7, 200}));
  EXPECT_EQ(pixels_of("P3\n1 1 255 1 2 3\n", {3, 1, 1}), (Bytes{1, 2, 3}));
  EXPECT_EQ(pixels_of("P1\n2 1\n10\n", {1, 1, 2}), (Bytes{0, 255}));
  EXPECT_EQ(pixels_of("P4\n2 1\n\x80", {1, 1, 2}), (Bytes{0, 255}));
  EXPECT_EQ(why_not_decoded("P2\n2 2\n255\n7 200 1\n"),
            "is cut off: the PNM data end before the image does");
}

TEST(Formats, OfGreyAreToldFromColour) {
  const auto channels = [](const std::string& bytes) {
    return decode_image(bytes, {.shape = {3, 16, 16}}).channels;
  };
  EXPECT_EQ(channels(jpeg_of(noise(4, 4, 1))), 1);
  EXPECT_EQ(channels(png_of(noise(4, 4, 1))), 1);
  EXPECT_EQ(channels(png_bytes({.colour_type = 4, .rows = "ab"})), 2);
  EXPECT_EQ(channels(png_of(noise(4, 4, 4))), 4);
}

}  // namespace
}  // namespace leakygan::testing
