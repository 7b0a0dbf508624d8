#include <cstdint>
#include <string_view>

#include "data/header_formats.h"
#include "data/image_header.h"

// Reads the header of any bytes, and its parts, which are to give something sensible for all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const leakygan::ImageHeader header = leakygan::read_header(bytes);
  if (header.width < 0 || header.height < 0) __builtin_trap();
  if (header.orientation < 1 || header.orientation > 8) __builtin_trap();
  if (leakygan::container_name(header.container).empty()) __builtin_trap();
  if (leakygan::essential_png(bytes).size() > size) __builtin_trap();
  if (leakygan::without_orientation(bytes).size() != size) __builtin_trap();
  if (leakygan::damaged_png_chunk(bytes).size() > 4) __builtin_trap();
  const int orientation = leakygan::exif_orientation(bytes);
  if (orientation < 1 || orientation > 8) __builtin_trap();
  return 0;
}
