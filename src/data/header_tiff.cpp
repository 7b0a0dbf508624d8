#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

// Tags of TIFF 6.0, part 1 and section 15.
constexpr std::uint32_t kWidth = 256;
constexpr std::uint32_t kHeight = 257;
constexpr std::uint32_t kBits = 258;
constexpr std::uint32_t kStripOffsets = 273;
constexpr std::uint32_t kSamples = 277;
constexpr std::uint32_t kStripBytes = 279;
constexpr std::uint32_t kTileOffsets = 324;
constexpr std::uint32_t kTileBytes = 325;

// The first directory of a file. (Later ones are other pages.)
class Directory {
 public:
  explicit Directory(std::string_view bytes)
      : reader_(bytes), big_endian_(bytes.starts_with("MM")) {
    begin_ = reader_.u32(4, big_endian_).value_or(0);
    entries_ = reader_.u16(begin_, big_endian_).value_or(0);
  }

  // How many values the tag has; 0 without it.
  std::uint32_t count(std::uint32_t tag) const {
    const auto at = find(tag);
    return at ? reader_.u32(*at + 4, big_endian_).value_or(0) : 0;
  }

  // A value of an integer type; nothing when it is not there.
  std::optional<std::uint32_t> value(std::uint32_t tag, std::uint32_t index = 0) const {
    const auto at = find(tag);
    if (!at || index >= count(tag)) return std::nullopt;
    constexpr std::uint32_t kShort = 3;
    constexpr std::uint32_t kLong = 4;
    const std::uint32_t type = reader_.u16(*at + 2, big_endian_).value_or(0);
    if (type != kShort && type != kLong) return std::nullopt;
    const std::size_t size = type == kShort ? 2 : 4;
    const bool inside = count(tag) * std::uint64_t{size} <= 4;
    const std::size_t begin = inside ? *at + 8 : reader_.u32(*at + 8, big_endian_).value_or(0);
    const std::size_t place = begin + std::size_t{index} * size;
    return type == kShort ? reader_.u16(place, big_endian_) : reader_.u32(place, big_endian_);
  }

 private:
  std::optional<std::size_t> find(std::uint32_t tag) const {
    constexpr std::size_t kEntry = 12;
    for (std::uint32_t i = 0; i < entries_; ++i) {
      const std::size_t at = begin_ + 2 + i * kEntry;
      if (reader_.u16(at, big_endian_) == tag) return at;
    }
    return std::nullopt;
  }

  ByteReader reader_;
  bool big_endian_;
  std::size_t begin_ = 0;
  std::uint32_t entries_ = 0;
};

// Whether all pieces of the image lie in the file.
bool has_all(const Directory& directory, std::uint32_t offsets, std::uint32_t lengths,
             std::uint64_t size) {
  constexpr std::uint32_t kMost = 1 << 16;  // a directory is searched for each
  const std::uint32_t count = directory.count(offsets);
  for (std::uint32_t i = 0; i < std::min(count, kMost); ++i) {
    const auto offset = directory.value(offsets, i);
    const auto length = directory.value(lengths, i);
    if (!offset || !length || std::uint64_t{*offset} + *length > size) return false;
  }
  return count > 0;
}

}  // namespace

void read_tiff_header(std::string_view bytes, ImageHeader& header) {
  if (bytes.find('+') == 2 || bytes.find('+') == 3) {
    header.unread = "big (64-bit)";
    return;
  }
  const Directory directory(bytes);
  header.width = directory.value(kWidth).value_or(0);
  header.height = directory.value(kHeight).value_or(0);
  header.bits = static_cast<int>(std::min(directory.value(kBits).value_or(1), 64U));
  header.orientation = exif_orientation(bytes);
  if (directory.value(kSamples) == 2U) header.unread = "grey-and-alpha";
  header.complete = directory.count(kTileOffsets) > 0
                        ? has_all(directory, kTileOffsets, kTileBytes, bytes.size())
                        : has_all(directory, kStripOffsets, kStripBytes, bytes.size());
}

}  // namespace leakygan
