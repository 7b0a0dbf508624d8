#include <cstddef>
#include <cstdint>
#include <optional>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {

namespace {

struct Value {
  std::size_t at;  // two bytes
  bool big_endian;
};

// Where the first directory holds the Orientation tag's value.
std::optional<Value> find_orientation(std::string_view tiff) {
  constexpr std::uint32_t kOrientation = 0x0112;
  constexpr std::size_t kEntry = 12;
  const bool big_endian = tiff.starts_with("MM");
  if (!big_endian && !tiff.starts_with("II")) return std::nullopt;
  const ByteReader reader(tiff);
  const auto directory = reader.u32(4, big_endian);
  if (reader.u16(2, big_endian) != 42U || !directory) return std::nullopt;
  const std::uint32_t entries = reader.u16(*directory, big_endian).value_or(0);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t at = std::size_t{*directory} + 2 + i * kEntry;
    const auto tag = reader.u16(at, big_endian);
    if (!tag) break;
    if (tag == kOrientation && reader.part(at + 8, 2)) return Value{at + 8, big_endian};
  }
  return std::nullopt;
}

}  // namespace

int exif_orientation(std::string_view tiff) {
  const auto found = find_orientation(tiff);
  if (!found) return 1;
  const std::uint32_t value = *ByteReader(tiff).u16(found->at, found->big_endian);
  return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

std::string without_orientation(std::string_view tiff) {
  std::string copy(tiff);
  if (const auto found = find_orientation(tiff)) {
    copy[found->at] = found->big_endian ? '\0' : '\1';
    copy[found->at + 1] = found->big_endian ? '\1' : '\0';
  }
  return copy;
}

}  // namespace leakygan
