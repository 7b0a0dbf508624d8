#include "data/decode.h"

#include <algorithm>
#include <mutex>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>

#include "data/header_formats.h"
#include "data/jpeg_decoder.h"
#include "data/pixels.h"
#include "data/quiet_errors.h"
#include "support/error.h"
#include "support/files.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Larger images are decoded one at a time: eight threads with one of 100 megapixels each would
// take several GiB.
constexpr std::int64_t kLargeImage = 40'000'000;

std::string name_of(const ImageHeader& header) {
  return std::string(container_name(header.container));
}

void check_container(const ImageHeader& header) {
  if (header.container == Container::empty) throw Error("is empty (0 bytes)");
  if (header.container == Container::unknown) throw Error("holds no image format that is known");
  if (is_readable(header.container) && header.unread.empty()) return;
  if (!is_image(header.container)) throw Error("holds " + name_of(header) + ", no image");
  const std::string article =
      header.unread.empty() ? "" : "a kind of " + std::string(header.unread) + " ";
  throw Error("holds " + article + name_of(header) + ", which this build does not read");
}

void check_header(const ImageHeader& header, std::int64_t pixel_limit) {
  check_container(header);
  const bool has_size = header.width > 0 && header.height > 0;
  if (has_size && header.width > pixel_limit / header.height) {
    constexpr double kMega = 1e6;
    throw Error("has " + count_text(header.width) + " x " + count_text(header.height) +
                " pixels; the most that is read is " +
                number_text(static_cast<double>(pixel_limit) / kMega) +
                " megapixels (data.pixel_limit)");
  }
  if (!header.complete) {
    throw Error("is cut off: the " + name_of(header) + " data end before the image does");
  }
  if (!has_size) throw Error("is damaged: its " + name_of(header) + " header gives no size");
  if (header.container == Container::jpeg && header.bits != 8) {
    throw Error("holds a " + std::to_string(header.bits) +
                "-bit JPEG, which this build does not read");
  }
}

// The smallest size in eighths, as a power of two, with which the image still covers what training
// takes of it.
int eighths_needed(const ImageHeader& header, const Preprocessing& preprocessing) {
  const bool sideways = turned_sideways(header);
  const auto ratio = [](std::int64_t target, std::int64_t length) {
    return static_cast<double>(target) / static_cast<double>(length);
  };
  const double of_height =
      ratio(preprocessing.shape.height, sideways ? header.width : header.height);
  const double of_width = ratio(preprocessing.shape.width, sideways ? header.height : header.width);
  const double needed =
      preprocessing.fit == Fit::pad ? std::min(of_height, of_width) : std::max(of_height, of_width);
  int eighths = 1;
  while (eighths < 8 && eighths < needed * 8) eighths *= 2;
  return eighths;
}

[[noreturn]] void throw_damaged(const ImageHeader& header) {
  throw Error("is damaged, or of a kind that this build does not read: its " + name_of(header) +
              " data cannot be decoded");
}

// What other formats than JPEG need.
cv::Mat decode_with_opencv(std::string_view bytes, const ImageHeader& header) {
  // Its lines on stderr name no file; what went wrong is said here.
  static const auto silenced =
      cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  static_cast<void>(silenced);
  // OpenCV asks for memory that it could change; it only reads.
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
  cv::Mat image;
  const QuietErrors quiet;
  try {
    // Unchanged, because all other modes drop alpha and the upper 8 of 16 bits in their own way.
    image = cv::imdecode(raw, cv::IMREAD_UNCHANGED);
  } catch (const std::exception&) {
    throw_damaged(header);
  }
  if (image.cols != header.width || image.rows != header.height) throw_damaged(header);
  return image;
}

cv::Mat decode_png(std::string_view bytes, const ImageHeader& header) {
  const std::string_view damaged = damaged_png_chunk(bytes);
  if (!damaged.empty()) {
    throw Error("is damaged: the check sum of its " + display(damaged) + " data is wrong");
  }
  return decode_with_opencv(essential_png(bytes), header);
}

cv::Mat decode_stored(std::string_view bytes, const ImageHeader& header,
                      const Preprocessing& preprocessing) {
  if (header.container == Container::jpeg) {
    return decode_jpeg(bytes, eighths_needed(header, preprocessing));
  }
  if (header.container == Container::tiff && header.orientation != 1) {
    return decode_with_opencv(without_orientation(bytes), header);
  }
  const bool png = header.container == Container::png;
  return png ? decode_png(bytes, header) : decode_with_opencv(bytes, header);
}

}  // namespace

DecodedImage decode_image(std::string_view bytes, const Preprocessing& preprocessing) {
  const ImageHeader header = read_header(bytes);
  check_header(header, preprocessing.pixel_limit);
  static std::mutex one_large_image;
  std::unique_lock lock(one_large_image, std::defer_lock);
  if (header.width * header.height > kLargeImage) lock.lock();
  const cv::Mat stored = decode_stored(bytes, header, preprocessing);
  const cv::Mat with_alpha =
      with_level_as_alpha(with_four_channels(straightened(stored, header)), header);
  DecodedImage decoded = {
      .container = header.container,
      .width = turned_sideways(header) ? header.height : header.width,
      .height = turned_sideways(header) ? header.width : header.height,
      .channels = header.grey_alpha || header.transparent_grey ? 2 : with_alpha.channels(),
      .bits = header.bits};
  if (stored.depth() != CV_8U) decoded.largest_sample = largest_sample(with_alpha);
  decoded.image = upright(to_eight_bits(with_alpha, preprocessing.white_level), header.orientation);
  return decoded;
}

}  // namespace leakygan
