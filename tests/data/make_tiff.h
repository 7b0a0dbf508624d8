#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leakygan::testing {

// A TIFF of one uncompressed strip, little-endian.
struct Tiff {
  std::uint32_t width = 1;
  std::uint32_t height = 1;
  std::uint32_t samples = 1;  // 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
  std::uint32_t bits = 8;     // of a sample
  bool floats = false;
  std::uint32_t orientation = 1;
  std::uint32_t extra = 2;  // alpha: 1 associated, 2 straight
  bool white_is_zero = false;
  std::string pixels = {};
  std::uint32_t subfile = 0;      // NewSubfileType
  std::uint32_t photometric = 0;  // in place of what follows from the samples
  std::uint32_t dng_version = 0;
};

inline std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xff);
  return text;
}

inline std::string tiff_bytes(const Tiff& tiff) {
  constexpr std::uint32_t kPixels = 256;  // where they begin
  const bool alpha = tiff.samples == 2 || tiff.samples == 4;
  struct Entry {
    std::uint32_t tag;
    std::uint32_t value;
    std::uint32_t count = 1;
  };
  // Values of more than four bytes stand at 200 and 208, before the pixels.
  const bool apart = tiff.samples > 2;
  const std::uint32_t format = tiff.floats ? 3 : 1;
  const std::uint32_t pair = tiff.samples == 2 ? 0x10001 : 1;
  std::vector<Entry> entries;
  if (tiff.subfile > 0) entries.push_back({254, tiff.subfile});
  const std::uint32_t photometric = tiff.samples >= 3 ? 2U : tiff.white_is_zero ? 0U : 1U;
  const std::vector<Entry> usual = {{256, tiff.width},
                                    {257, tiff.height},
                                    {258, apart ? 200 : tiff.bits * pair, tiff.samples},
                                    {259, 1},
                                    {262, tiff.photometric > 0 ? tiff.photometric : photometric},
                                    {273, kPixels},
                                    {274, tiff.orientation},
                                    {277, tiff.samples},
                                    {278, tiff.height},
                                    {279, static_cast<std::uint32_t>(tiff.pixels.size())}};
  entries.insert(entries.end(), usual.begin(), usual.end());
  if (alpha) entries.push_back({338, tiff.extra});
  entries.push_back({339, apart ? 208 : format * pair, tiff.samples});
  if (tiff.dng_version > 0) entries.push_back({50706, tiff.dng_version});
  std::string bytes = "II*" + std::string(1, '\0') + little_endian(8, 4) +
                      little_endian(static_cast<std::uint32_t>(entries.size()), 2);
  for (const auto& [tag, value, count] : entries) {
    const bool is_long = tag == 273 || tag == 279;
    bytes += little_endian(tag, 2) + little_endian(is_long ? 4 : 3, 2) + little_endian(count, 4) +
             little_endian(value, 4);
  }
  bytes += little_endian(0, 4);
  bytes.resize(200);
  for (int i = 0; i < 4; ++i) bytes += little_endian(tiff.bits, 2);
  for (int i = 0; i < 4; ++i) bytes += little_endian(format, 2);
  bytes.resize(kPixels);
  return bytes + tiff.pixels;
}

}  // namespace leakygan::testing
