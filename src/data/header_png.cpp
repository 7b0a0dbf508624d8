#include <zlib.h>

#include <cstddef>
#include <cstdint>

#include "data/byte_reader.h"
#include "data/header_formats.h"
#include "data/png_chunks.h"

namespace leakygan {
namespace {

// Critical chunks, whose type begins with a capital, and transparency.
bool is_essential(const PngChunk& chunk) {
  return (chunk.type[0] >= 'A' && chunk.type[0] <= 'Z') || chunk.type == "tRNS";
}

}  // namespace

void read_png_header(std::string_view bytes, ImageHeader& header) {
  constexpr std::uint32_t kGrey = 0;
  constexpr std::uint32_t kGreyAlpha = 4;
  std::uint32_t colour_type = 0;
  bool has_data = false;
  PngChunks chunks(bytes);
  while (const auto chunk = chunks.next()) {
    const ByteReader reader(chunk->data);
    if (chunk->type == "IHDR" && header.width == 0) {
      header.width = reader.u32(0).value_or(0);
      header.height = reader.u32(4).value_or(0);
      header.bits = static_cast<int>(reader.u8(8).value_or(8));
      colour_type = reader.u8(9).value_or(0);
      header.grey_alpha = colour_type == kGreyAlpha;
    } else if (chunk->type == "eXIf") {
      header.orientation = exif_orientation(chunk->data);
    } else if (chunk->type == "tRNS" && colour_type == kGrey && chunk->data.size() == 2) {
      header.transparent_grey = static_cast<std::uint16_t>(*reader.u16(0));
    } else if (chunk->type == "IDAT") {
      has_data = true;
    } else if (chunk->type == "IEND") {
      header.complete = has_data;
    }
  }
}

std::string essential_png(std::string_view bytes) {
  PngChunks chunks(bytes);
  std::string essential(bytes.substr(0, PngChunks::kSignature));
  while (const auto chunk = chunks.next()) {
    if (is_essential(*chunk)) essential += chunk->whole;
  }
  return essential;
}

std::string_view damaged_png_chunk(std::string_view bytes) {
  PngChunks chunks(bytes);
  while (const auto chunk = chunks.next()) {
    const auto* checked = reinterpret_cast<const Bytef*>(chunk->type.data());
    const std::size_t length = chunk->type.size() + chunk->data.size();
    const auto sum = ::crc32_z(0, checked, length);
    const ByteReader reader(chunk->whole);
    if (is_essential(*chunk) && reader.u32(chunk->whole.size() - 4) != sum) return chunk->type;
  }
  return {};
}

}  // namespace leakygan
