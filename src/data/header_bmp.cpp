#include <cstdint>
#include <cstdlib>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

constexpr std::uint32_t kMasks = 3;  // the compression BI_BITFIELDS

// Whether rows of so many pixels, each padded to four bytes, are all there.
bool has_rows(std::uint64_t size, std::uint64_t begin, const ImageHeader& header,
              std::uint32_t bits_per_pixel) {
  const auto width = static_cast<std::uint64_t>(header.width);
  const std::uint64_t row = (width * bits_per_pixel + 31) / 32 * 4;
  if (begin > size || row == 0) return false;
  return static_cast<std::uint64_t>(header.height) <= (size - begin) / row;
}

// Whether the bits of blue, green and red are where they are without masks: OpenCV reads none.
bool has_usual_masks(const ByteReader& reader) {
  return reader.u32(54, kLittleEndian) == 0xff0000U && reader.u32(58, kLittleEndian) == 0xff00U &&
         reader.u32(62, kLittleEndian) == 0xffU;
}

}  // namespace

// BITMAPFILEHEADER, then a BITMAPCOREHEADER of 12 bytes or one that begins as BITMAPINFOHEADER
// (Microsoft, "Bitmap storage").
void read_bmp_header(std::string_view bytes, ImageHeader& header) {
  const ByteReader reader(bytes);
  const std::uint32_t begin = reader.u32(10, kLittleEndian).value_or(0);
  const std::uint32_t length = reader.u32(14, kLittleEndian).value_or(0);
  if (length == 12) {
    header.unread = "OS/2";
    return;
  }
  const auto width = reader.u32(18, kLittleEndian);
  const auto height = reader.u32(22, kLittleEndian);
  const auto bits = reader.u16(28, kLittleEndian);
  const auto compression = reader.u32(30, kLittleEndian);
  if (length < 40 || !compression) return;
  // A negative height stands for rows from top to bottom.
  header.width = static_cast<std::int32_t>(*width);
  header.height = std::abs(std::int64_t{static_cast<std::int32_t>(*height)});
  if (header.width <= 0) header.width = header.height = 0;
  if (*bits == 16 || (*compression == kMasks && !has_usual_masks(reader))) {
    header.unread = "oddly packed";
  }
  constexpr std::uint32_t kRle8 = 1;
  constexpr std::uint32_t kRle4 = 2;
  const bool packed = *compression == kRle8 || *compression == kRle4;
  header.complete = packed ? begin < bytes.size() : has_rows(bytes.size(), begin, header, *bits);
}

}  // namespace leakygan
