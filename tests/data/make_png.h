#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leakygan::testing {

// PNG files of all kinds, byte by byte: OpenCV writes few of them.
struct Png {
  std::uint32_t width = 1;
  std::uint32_t height = 1;
  int bits = 8;
  int colour_type = 2;  // 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
  bool interlaced = false;
  std::string rows = {};  // packed samples row by row, without filter bytes; for interlaced ones
                          // one byte a pixel
  std::string before_data = {};  // whole chunks: PLTE, tRNS, eXIf
};

std::string png_bytes(const Png& png);

std::string png_chunk(std::string_view type, std::string_view data);

// A copy of a PNG file with more chunks after its IHDR.
std::string with_chunks(const std::string& png, const std::string& chunks);

// 16-bit samples in the byte order of PNG.
std::string big_endian(const std::vector<std::uint16_t>& samples);

// An EXIF block, from its TIFF header on, that holds the orientation alone.
std::string exif_block(int orientation, bool big_endian = true);

// A copy of a JPEG file with one more segment after its first two bytes.
std::string with_segment(const std::string& jpeg, char marker, const std::string& data);

std::string with_exif(const std::string& jpeg, int orientation);

}  // namespace leakygan::testing
