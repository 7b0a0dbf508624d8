#include <cstddef>
#include <cstdint>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {

int exif_orientation(std::string_view tiff) {
  constexpr std::uint32_t kOrientation = 0x0112;
  constexpr std::size_t kEntry = 12;
  const bool big_endian = tiff.starts_with("MM");
  if (!big_endian && !tiff.starts_with("II")) return 1;
  const ByteReader reader(tiff);
  const auto directory = reader.u32(4, big_endian);
  if (reader.u16(2, big_endian) != 42U || !directory) return 1;
  const std::uint32_t entries = reader.u16(*directory, big_endian).value_or(0);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t at = std::size_t{*directory} + 2 + i * kEntry;
    if (reader.u16(at, big_endian) != kOrientation) continue;
    const std::uint32_t value = reader.u16(at + 8, big_endian).value_or(1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace leakygan
