#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

// Tags of TIFF 6.0, part 1 and section 15.
constexpr std::uint32_t kSubfileType = 254;
constexpr std::uint32_t kWidth = 256;
constexpr std::uint32_t kHeight = 257;
constexpr std::uint32_t kBits = 258;
constexpr std::uint32_t kStripOffsets = 273;
constexpr std::uint32_t kPhotometric = 262;
constexpr std::uint32_t kSamples = 277;
constexpr std::uint32_t kExtraSamples = 338;
constexpr std::uint32_t kStripBytes = 279;
constexpr std::uint32_t kTileOffsets = 324;
constexpr std::uint32_t kTileBytes = 325;

// Of the DNG specification 1.4: its version, and photometric interpretations of raw samples.
constexpr std::uint32_t kDngVersion = 50706;
constexpr std::uint32_t kColourFilterArray = 32803;
constexpr std::uint32_t kLinearRaw = 34892;

// Values of one kind in a directory.
struct Tag {
  std::uint32_t type = 0;
  std::uint32_t count = 0;
  std::size_t begin = 0;  // of the first value
};

// The first directory of a file. (Later ones are other pages.)
class Directory {
 public:
  explicit Directory(std::string_view bytes)
      : reader_(bytes), big_endian_(bytes.starts_with("MM")) {
    begin_ = reader_.u32(4, big_endian_).value_or(0);
    entries_ = reader_.u16(begin_, big_endian_).value_or(0);
  }

  // Without values when there is no such tag.
  Tag find(std::uint32_t tag) const {
    constexpr std::size_t kEntry = 12;
    for (std::uint32_t i = 0; i < entries_; ++i) {
      const std::size_t at = begin_ + 2 + i * kEntry;
      const auto found = reader_.u16(at, big_endian_);
      if (!found) break;
      if (found != tag) continue;
      Tag values = {reader_.u16(at + 2, big_endian_).value_or(0),
                    reader_.u32(at + 4, big_endian_).value_or(0), at + 8};
      if (values.count * std::uint64_t{size_of(values)} > 4) {
        values.begin = reader_.u32(at + 8, big_endian_).value_or(0);
      }
      return values;
    }
    return {};
  }

  // A value of an integer type; nothing when it is not there.
  std::optional<std::uint32_t> value(const Tag& tag, std::uint32_t index = 0) const {
    if (index >= tag.count || (tag.type != kShort && tag.type != kLong)) return std::nullopt;
    const std::size_t at = tag.begin + std::size_t{index} * size_of(tag);
    return tag.type == kShort ? reader_.u16(at, big_endian_) : reader_.u32(at, big_endian_);
  }

  // The first value of a tag.
  std::optional<std::uint32_t> number(std::uint32_t tag) const { return value(find(tag)); }

 private:
  static constexpr std::uint32_t kShort = 3;
  static constexpr std::uint32_t kLong = 4;

  static std::size_t size_of(const Tag& tag) { return tag.type == kShort ? 2 : 4; }

  ByteReader reader_;
  bool big_endian_;
  std::size_t begin_ = 0;
  std::uint32_t entries_ = 0;
};

// Whether all pieces of the image lie in a file of this size.
bool has_all(const Directory& directory, const Tag& offsets, const Tag& lengths,
             std::uint64_t size) {
  for (std::uint32_t i = 0; i < offsets.count; ++i) {
    const auto offset = directory.value(offsets, i);
    const auto length = directory.value(lengths, i);
    if (!offset || !length || std::uint64_t{*offset} + *length > size) return false;
  }
  return offsets.count > 0;
}

// Cameras keep raw images in TIFF files (DNG, NEF, ARW, CR2, ...), the first directory of which is
// most often a preview: what a reader of TIFFs would give is a thumbnail.
bool is_raw(std::string_view bytes, const Directory& directory) {
  constexpr std::uint32_t kReduced = 1;
  const std::uint32_t photometric = directory.number(kPhotometric).value_or(0);
  return bytes.substr(0, 10).ends_with("CR") ||
         (directory.number(kSubfileType).value_or(0) & kReduced) != 0 ||
         photometric == kColourFilterArray || photometric == kLinearRaw ||
         directory.find(kDngVersion).count > 0;
}

// How OpenCV 4.6 gives samples: 8-bit ones by way of libtiff's RGBA interface, which multiplies by
// straight alpha and turns white at 0 around; others as they are, those of 9 to 15 bits shifted up.
void read_samples(const Directory& directory, ImageHeader& header) {
  constexpr std::uint32_t kAssociated = 1;
  constexpr std::uint32_t kStraight = 2;
  const std::uint32_t bits = std::min(directory.number(kBits).value_or(1), 64U);
  const std::uint32_t samples = directory.number(kSamples).value_or(1);
  const std::uint32_t extra = directory.number(kExtraSamples).value_or(0);
  header.bits = static_cast<int>(bits > 8 && bits < 16 ? 16 : bits);
  if (samples == 2) header.unread = "grey-and-alpha";
  header.premultiplied =
      samples == 4 && (extra == kAssociated || (extra == kStraight && bits == 8));
  header.inverted = header.bits == 16 && directory.number(kPhotometric).value_or(1) == 0;
}

}  // namespace

void read_tiff_header(std::string_view bytes, ImageHeader& header) {
  if (bytes.substr(0, 4).find('+') != std::string_view::npos) {
    header.unread = "big (64-bit)";
    return;
  }
  const Directory directory(bytes);
  if (is_raw(bytes, directory)) {
    header.container = Container::raw;
    return;
  }
  header.width = directory.number(kWidth).value_or(0);
  header.height = directory.number(kHeight).value_or(0);
  header.orientation = exif_orientation(bytes);
  read_samples(directory, header);
  const Tag tiles = directory.find(kTileOffsets);
  header.complete = tiles.count > 0
                        ? has_all(directory, tiles, directory.find(kTileBytes), bytes.size())
                        : has_all(directory, directory.find(kStripOffsets),
                                  directory.find(kStripBytes), bytes.size());
}

}  // namespace leakygan
