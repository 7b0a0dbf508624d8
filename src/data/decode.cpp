#include "data/decode.h"

#include <cstddef>
#include <mutex>
#include <opencv2/imgcodecs.hpp>
#include <string>

#include "data/header_formats.h"
#include "data/image_header.h"
#include "data/pixels.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// No image within the pixel limit needs as many bytes.
constexpr std::uintmax_t kLongestFile = std::uintmax_t{1} << 30;

// Larger images are decoded one at a time: eight threads with one of 100 megapixels each would
// take several GiB.
constexpr std::int64_t kLargeImage = 40'000'000;

void check_container(const ImageHeader& header) {
  switch (header.container) {
    case Container::jpeg:
    case Container::png:
      return;
    case Container::empty:
      throw Error("is empty (0 bytes)");
    case Container::unknown:
      throw Error("holds no image format that is known");
    default:
      throw Error("holds " + std::string(container_name(header.container)) +
                  ", which this version does not read");
  }
}

void check_header(const ImageHeader& header) {
  check_container(header);
  const std::string name(container_name(header.container));
  const bool has_size = header.width > 0 && header.height > 0;
  if (has_size && header.width > kPixelLimit / header.height) {
    throw Error("has " + count_text(header.width) + " x " + count_text(header.height) +
                " pixels; the most that is read is 100 megapixels");
  }
  if (!header.complete) throw Error("is cut off: the " + name + " data end before the image does");
  if (!has_size) throw Error("is damaged: its " + name + " header gives no size");
  if (header.container == Container::jpeg && header.bits != 8) {
    throw Error("holds a " + std::to_string(header.bits) +
                "-bit JPEG, which this version does not read");
  }
}

cv::Mat decode(std::string_view bytes, const ImageHeader& header) {
  // OpenCV asks for memory that it could change; it only reads.
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
  cv::Mat image;
  try {
    // Unchanged, because all other modes drop alpha and the upper 8 of 16 bits in their own way.
    image = cv::imdecode(raw, cv::IMREAD_UNCHANGED);
  } catch (const cv::Exception& exception) {
    throw Error("cannot be decoded: " + exception.err);
  }
  const bool as_announced = image.cols == header.width && image.rows == header.height;
  if (image.empty() || !as_announced) {
    throw Error("is damaged: its " + std::string(container_name(header.container)) +
                " data cannot be decoded");
  }
  return image;
}

cv::Mat make_image(std::string_view bytes, const ImageHeader& header, const ImageShape& shape) {
  static std::mutex one_large_image;
  std::unique_lock lock(one_large_image, std::defer_lock);
  if (header.width * header.height > kLargeImage) lock.lock();
  const bool png = header.container == Container::png;
  const cv::Mat stored = png ? decode(essential_png(bytes), header) : decode(bytes, header);
  const cv::Mat turned = upright(stored, header.orientation);
  const cv::Mat part = centre_part(turned, shape.height, shape.width);
  return to_shape(to_eight_bits(with_level_as_alpha(part, header)), shape);
}

}  // namespace

std::vector<std::uint8_t> decode_image(std::string_view bytes, const ImageShape& shape) {
  const ImageHeader header = read_header(bytes);
  check_header(header);
  const cv::Mat image = make_image(bytes, header, shape);
  const std::size_t row = image.elemSize() * static_cast<std::size_t>(image.cols);
  std::vector<std::uint8_t> pixels;
  pixels.reserve(row * static_cast<std::size_t>(image.rows));
  for (int y = 0; y < image.rows; ++y) {
    pixels.insert(pixels.end(), image.ptr(y), image.ptr(y) + row);
  }
  return pixels;
}

std::vector<std::uint8_t> load_image(const fs::path& file, const ImageShape& shape) {
  std::error_code code;
  const std::uintmax_t size = fs::file_size(file, code);
  if (!code && size > kLongestFile) {
    throw Error(display(file) + ": has " + bytes_text(size) + "; the most that is read is 1 GiB");
  }
  const std::string bytes = read_file(file);
  try {
    return decode_image(bytes, shape);
  } catch (const Error& error) {
    throw Error(display(file) + ": " + error.what());
  }
}

}  // namespace leakygan
