#include <cstddef>
#include <cstdint>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kChunkHeader = 8;

std::uint32_t u24(const ByteReader& reader, std::size_t at) {
  return reader.u16(at, kLittleEndian).value_or(0) | reader.u8(at + 2).value_or(0) << 16;
}

// RFC 6386, 9.1: a key frame's start code, then 14 bits of width and of height.
void read_lossy(const ByteReader& chunk, ImageHeader& header) {
  constexpr std::uint32_t kSide = 0x3fff;
  if (chunk.part(3, 3) != "\x9d\x01\x2a"sv) return;
  header.width = chunk.u16(6, kLittleEndian).value_or(0) & kSide;
  header.height = chunk.u16(8, kLittleEndian).value_or(0) & kSide;
}

// RFC 9649, 3.4: a byte of signature, then 14 bits each of width and height, less one.
void read_lossless(const ByteReader& chunk, ImageHeader& header) {
  constexpr std::uint32_t kSide = 0x3fff;
  const auto bits = chunk.u32(1, kLittleEndian);
  if (chunk.u8(0) != 0x2fU || !bits) return;
  header.width = (*bits & kSide) + 1;
  header.height = (*bits >> 14 & kSide) + 1;
}

// RFC 9649, 2.7.1: flags, then the canvas's sides less one.
void read_extended(const ByteReader& chunk, ImageHeader& header) {
  constexpr std::uint32_t kAnimation = 0x02;
  if (chunk.size() < 10) return;
  header.width = u24(chunk, 4) + 1;
  header.height = u24(chunk, 7) + 1;
  if ((*chunk.u8(0) & kAnimation) != 0) header.unread = "animated";
}

void read_exif(std::string_view data, ImageHeader& header) {
  constexpr std::string_view kPrefix = "Exif\0\0"sv;
  if (data.starts_with(kPrefix)) data.remove_prefix(kPrefix.size());
  header.orientation = exif_orientation(data);
}

}  // namespace

void read_webp_header(std::string_view bytes, ImageHeader& header) {
  const ByteReader reader(bytes);
  const std::uint64_t size = reader.u32(4, kLittleEndian).value_or(0);
  header.complete = size >= 4 && size + kChunkHeader <= bytes.size();
  std::size_t at = 12;
  while (const auto type = reader.part(at, 4)) {
    const auto length = reader.u32(at + 4, kLittleEndian);
    if (!length) return;
    const std::size_t begin = at + kChunkHeader;
    // Of the image only the beginning is looked at, which is there when the rest is not.
    const std::string_view data = bytes.substr(begin, *length);
    const ByteReader chunk(data);
    if (*type == "VP8 "sv && header.width == 0) read_lossy(chunk, header);
    if (*type == "VP8L"sv && header.width == 0) read_lossless(chunk, header);
    if (*type == "VP8X"sv) read_extended(chunk, header);
    if (*type == "EXIF"sv) read_exif(data, header);
    if (data.size() < *length) return;
    at = begin + *length + *length % 2;
  }
}

}  // namespace leakygan
