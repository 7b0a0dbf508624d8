#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace leakygan {

// What a file holds, by its first bytes; its name may say something else.
enum class Container {
  empty,
  unknown,
  jpeg,
  png,
  bmp,
  tiff,
  webp,
  pnm,
  jpeg2000,
  gif,
  heif,
  avif,
  jxl,
  psd,
  exr,
  hdr,
  icon,
  raw,  // of a camera
  svg,
  pdf,
  video,
  html,
  xml,
  lfs,  // a pointer to a file that Git LFS has not fetched
  text,
  zeros,
  archive,
  pack,  // an image in a CIFAR or MNIST file
};

struct ImageHeader {
  Container container = Container::unknown;
  // The rest is for containers that can be read.
  std::int64_t width = 0;  // pixels as stored, before the turn; 0 when the header is damaged
  std::int64_t height = 0;
  int orientation = 1;    // EXIF, 1 to 8; 1 when there is none or it makes no sense
  bool complete = false;  // all data that the header promises are there
  int bits = 8;           // of a sample
  bool grey_alpha = false;
  // What OpenCV leaves as it is, or makes, of a TIFF: colours multiplied by alpha, and white as 0.
  bool premultiplied = false;
  bool inverted = false;
  std::string_view unread = {};  // why this kind of it is not read: "animated"; else empty
  // The level, in `bits` bits, that a grey PNG without alpha names as transparent.
  std::optional<std::uint16_t> transparent_grey;
};

// Reads what it can of a whole file, or of its beginning; never throws, whatever the bytes are.
ImageHeader read_header(std::string_view bytes);

// True when the upright image is as wide as the stored one is high.
bool turned_sideways(const ImageHeader& header);

// Whether images of this kind are decoded here.
bool is_readable(Container container);

// Whether it is one of images at all: a GIF is, a web page is not.
bool is_image(Container container);

// "JPEG", "GIF", "a web page (HTML)"; "nothing" for an empty file.
std::string_view container_name(Container container);

}  // namespace leakygan
