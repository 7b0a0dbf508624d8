#include "data/decode.h"

#include <cstddef>
#include "data/picture.h"
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


// Larger images are decoded one at a time: eight threads with one of 100 megapixels each would
// take several GiB.


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
                  ", which this build does not read");
  }
}

void check_header(const ImageHeader& header) {
  check_container(header);
  const std::string name(container_name(header.container));
  const bool has_size = header.width > 0 && header.height > 0;
  if (has_size && header.width > 100000000 / header.height) {
    throw Error("has " + count_text(header.width) + " x " + count_text(header.height) +
                " pixels; the most that is read is 100 megapixels");
  }
  if (!header.complete) throw Error("is cut off: the " + name + " data end before the image does");
  if (!has_size) throw Error("is damaged: its " + name + " header gives no size");
  if (header.container == Container::jpeg && header.bits != 8) {
    throw Error("holds a " + std::to_string(header.bits) +
                "-bit JPEG, which this build does not read");
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

}  // namespace

Picture decode_picture(std::string_view bytes, const Preprocessing& preprocessing) {
  const ImageHeader header = read_header(bytes);
  check_header(header);
  Picture p;
  p.container = header.container; p.width=header.width; p.height=header.height;
  const bool png = header.container == Container::png;
  const cv::Mat stored = png ? decode(essential_png(bytes), header) : decode(bytes, header);
  p.image = to_eight_bits(with_level_as_alpha(upright(stored, header.orientation), header));
  (void)preprocessing;
  return p;
}
TrainingImage to_training_image(const cv::Mat& image, const Preprocessing& p) {
  cv::Mat m = to_shape(centre_part(image, p.shape.height, p.shape.width), p.shape);
  if (!m.isContinuous()) m = m.clone();
  return {m.rows, m.cols, std::vector<std::uint8_t>(m.data, m.data + m.total() * m.elemSize())};
}
bool is_readable(Container c) { return c == Container::jpeg || c == Container::png; }
bool is_image(Container c) { return c != Container::empty && c != Container::unknown; }
}
