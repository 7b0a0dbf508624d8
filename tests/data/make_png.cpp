#include "make_png.h"

#include <algorithm>
#include <array>

namespace leakygan::testing {
namespace {

std::string number(std::uint32_t value, int length) {
  std::string bytes;
  for (int i = length - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  return bytes;
}

std::string backwards(std::string bytes) {
  std::reverse(bytes.begin(), bytes.end());
  return bytes;
}

std::uint32_t check_sum(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~crc;
}

// A zlib stream of blocks that are only stored.
std::string stored(const std::string& raw) {
  constexpr std::size_t kMost = 65535;
  std::string stream = "\x78\x01";
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (std::size_t at = 0; at < raw.size() || at == 0; at += kMost) {
    const std::string part = raw.substr(at, kMost);
    const auto length = static_cast<std::uint32_t>(part.size());
    stream += at + kMost >= raw.size() ? '\1' : '\0';
    stream += backwards(number(length, 2)) + backwards(number(length ^ 0xffff, 2)) + part;
  }
  for (const char c : raw) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return stream + number(b << 16 | a, 4);
}

std::string with_filters(const std::string& rows, std::size_t row) {
  std::string raw;
  for (std::size_t at = 0; at < rows.size(); at += row) raw += '\0' + rows.substr(at, row);
  return raw;
}

// The seven passes of Adam7 (PNG specification, 8.2).
std::string interlaced(const Png& png) {
  struct Pass {
    std::uint32_t x, y, dx, dy;
  };
  constexpr std::array<Pass, 7> kPasses = {{{0, 0, 8, 8},
                                            {4, 0, 8, 8},
                                            {0, 4, 4, 8},
                                            {2, 0, 4, 4},
                                            {0, 2, 2, 4},
                                            {1, 0, 2, 2},
                                            {0, 1, 1, 2}}};
  std::string raw;
  for (const Pass& pass : kPasses) {
    for (std::uint32_t y = pass.y; y < png.height && pass.x < png.width; y += pass.dy) {
      raw += '\0';
      for (std::uint32_t x = pass.x; x < png.width; x += pass.dx)
        raw += png.rows[y * png.width + x];
    }
  }
  return raw;
}

constexpr std::size_t kSignature = 8;
constexpr std::size_t kAfterHeader = kSignature + 25;

}  // namespace

std::string png_chunk(std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  return number(static_cast<std::uint32_t>(data.size()), 4) + body + number(check_sum(body), 4);
}

std::string png_bytes(const Png& png) {
  const std::string header = number(png.width, 4) + number(png.height, 4) +
                             static_cast<char>(png.bits) + static_cast<char>(png.colour_type) +
                             std::string(2, '\0') + (png.interlaced ? '\1' : '\0');
  const std::size_t row = std::max<std::size_t>(png.rows.size() / png.height, 1);
  const std::string raw = png.interlaced ? interlaced(png) : with_filters(png.rows, row);
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + png.before_data +
         png_chunk("IDAT", stored(raw)) + png_chunk("IEND", "");
}

std::string with_chunks(const std::string& png, const std::string& chunks) {
  return png.substr(0, kAfterHeader) + chunks + png.substr(kAfterHeader);
}

std::string big_endian(const std::vector<std::uint16_t>& samples) {
  std::string bytes;
  for (const std::uint16_t sample : samples) bytes += number(sample, 2);
  return bytes;
}

std::string exif_block(int orientation, bool big_endian) {
  const auto field = [&](std::uint32_t value, int length) {
    return big_endian ? number(value, length) : backwards(number(value, length));
  };
  return (big_endian ? "MM" : "II") + field(42, 2) + field(8, 4) + field(1, 2) + field(0x0112, 2) +
         field(3, 2) + field(1, 4) + field(static_cast<std::uint32_t>(orientation), 2) +
         field(0, 2) + field(0, 4);
}

std::string with_segment(const std::string& jpeg, char marker, const std::string& data) {
  const std::string length = number(static_cast<std::uint32_t>(data.size() + 2), 2);
  return jpeg.substr(0, 2) + '\xff' + marker + length + data + jpeg.substr(2);
}

std::string with_exif(const std::string& jpeg, int orientation) {
  return with_segment(jpeg, '\xe1', std::string("Exif\0\0", 6) + exif_block(orientation));
}

}  // namespace leakygan::testing
