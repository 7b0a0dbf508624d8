#include "report/png.h"

#include <zlib.h>

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr int kCompression = 3;           // of PNG's 9: previews are written while somebody waits
constexpr std::size_t kEndOfHeader = 33;  // signature and IHDR, behind which texts may stand

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

// tEXt holds Latin-1, iTXt UTF-8: not compressed, of no language.
std::string text_chunk(const std::string& keyword, const std::string& text) {
  const bool is_ascii = std::all_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const std::string data = is_ascii ? keyword + '\0' + text : keyword + std::string(5, '\0') + text;
  const std::string checked = (is_ascii ? "tEXt" : "iTXt") + data;
  const auto sum = static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(checked.data()), checked.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + checked + big_endian(sum);
}

}  // namespace

std::string encode_png(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                       const PngTexts& texts) {
  std::vector<std::uint8_t> encoded;
  try {
    const auto channels = static_cast<int>(shape.channels);
    // OpenCV takes no const pointer, though nothing writes through this one.
    const cv::Mat image(static_cast<int>(shape.height), static_cast<int>(shape.width),
                        CV_8UC(channels), const_cast<std::uint8_t*>(pixels.data()));
    cv::Mat converted;  // of its own: a result that shared the pixels would overwrite them
    if (channels == 1) converted = image;
    if (channels == 3) cv::cvtColor(image, converted, cv::COLOR_RGB2BGR);
    if (channels == 4) cv::cvtColor(image, converted, cv::COLOR_RGBA2BGRA);
    if (!cv::imencode(".png", converted, encoded, {cv::IMWRITE_PNG_COMPRESSION, kCompression})) {
      encoded.clear();
    }
  } catch (const cv::Exception&) {
    encoded.clear();
  }
  if (encoded.size() < kEndOfHeader) {
    throw Error("a picture of " + std::to_string(shape.height) + "x" + std::to_string(shape.width) +
                " pixels cannot be encoded as PNG");
  }
  std::string bytes(encoded.begin(), encoded.end());
  std::string chunks;
  for (const auto& [keyword, text] : texts) chunks += text_chunk(keyword, text);
  bytes.insert(kEndOfHeader, chunks);
  return bytes;
}

Picture decode_png(std::string_view bytes) {
  cv::Mat image;
  try {
    if (bytes.empty()) throw Error("an empty file");
    // OpenCV takes no const pointer, though nothing writes through this one.
    const cv::Mat file(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    image = cv::imdecode(file, cv::IMREAD_UNCHANGED);
    if (image.channels() == 3) cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    if (image.channels() == 4) cv::cvtColor(image, image, cv::COLOR_BGRA2RGBA);
  } catch (const cv::Exception&) {
    image.release();
  }
  if (image.empty() || image.depth() != CV_8U) throw Error("not a PNG file of 8 bits");
  const auto* begin = image.ptr<std::uint8_t>();
  return {{image.channels(), image.rows, image.cols},
          std::vector<std::uint8_t>(begin, begin + image.total() * image.elemSize())};
}

}  // namespace leakygan
