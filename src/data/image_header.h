#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace leakygan {

// What a file holds, by its first bytes; its name may say something else.
enum class Container { empty, unknown, jpeg, png, gif, webp, bmp, tiff, heif, avif, pack };

struct ImageHeader {
  Container container = Container::unknown;
  // The rest is for JPEG and PNG only.
  std::int64_t width = 0;  // pixels as stored, before the turn; 0 when the header is damaged
  std::int64_t height = 0;
  int orientation = 1;    // EXIF, 1 to 8; 1 when there is none or it makes no sense
  bool complete = false;  // the end marker (EOI, IEND) stands where it belongs
  int bits = 8;           // of a sample
  // The level, in `bits` bits, that a grey PNG without alpha names as transparent.
  std::optional<std::uint16_t> transparent_grey;
};

// Reads what it can of a whole file, or of its beginning; never throws, whatever the bytes are.
ImageHeader read_header(std::string_view bytes);

// True when the upright image is as wide as the stored one is high.
bool turned_sideways(const ImageHeader& header);

bool is_readable(Container container);
bool is_image(Container container);

// "JPEG", "GIF", "HEIF"; "nothing" for an empty file.
std::string_view container_name(Container container);

}  // namespace leakygan
