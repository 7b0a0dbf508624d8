#include <cstddef>
#include <cstdint>

#include "data/byte_reader.h"
#include "data/header_formats.h"
#include "data/png_chunks.h"

namespace leakygan {
namespace {

enum ColourType : std::uint32_t { grey = 0, rgb = 2 };

// The colour of a tRNS chunk (PNG specification, 11.3.2.1). That of a palette is alpha for its
// entries, which every decoder applies.
void read_transparent_colour(std::string_view data, std::uint32_t colour_type,
                             ImageHeader& header) {
  const ByteReader reader(data);
  const std::size_t samples = colour_type == rgb ? 3 : 1;
  if ((colour_type != rgb && colour_type != grey) || data.size() != samples * 2) return;
  std::array<std::uint16_t, 3> colour = {};
  for (std::size_t i = 0; i < colour.size(); ++i) {
    const std::size_t at = samples == 3 ? i * 2 : 0;
    colour[i] = static_cast<std::uint16_t>(reader.u16(at).value_or(0));
  }
  header.transparent_colour = colour;
}

}  // namespace

void read_png_header(std::string_view bytes, ImageHeader& header) {
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
    } else if (chunk->type == "eXIf") {
      header.orientation = exif_orientation(chunk->data);
    } else if (chunk->type == "tRNS") {
      read_transparent_colour(chunk->data, colour_type, header);
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
    const bool critical = chunk->type[0] >= 'A' && chunk->type[0] <= 'Z';
    if (critical || chunk->type == "tRNS") essential += chunk->whole;
  }
  return essential;
}

}  // namespace leakygan
