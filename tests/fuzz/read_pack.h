#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "data/packed_images.h"
#include "support/error.h"

namespace leakygan::testing {

// One image of a checked pack: whatever the bytes were, it is as the pack says.
inline void read_packed(const Pack& pack, std::string_view bytes, std::uint32_t index) {
  const cv::Mat image = packed_image(pack, bytes, index);
  if (image.rows != pack.height || image.cols != pack.width) __builtin_trap();
  if (packed_bytes(pack, bytes, index).size() != image.total() * image.elemSize()) __builtin_trap();
  if (packed_label(pack, bytes, index).empty() != (pack.kind == PackKind::idx)) __builtin_trap();
}

// Reads any bytes as packed images of that name: the first few images and the last.
inline void read_pack(const std::string& name, std::string_view bytes) {
  constexpr std::uint32_t kFew = 3;
  try {
    const Pack pack = recognise_pack(name, bytes.size(), bytes.substr(0, 16));
    if (pack.kind == PackKind::none) return;
    check_pack(pack, bytes);
    for (std::uint32_t i = 0; i < std::min(pack.images, kFew); ++i) read_packed(pack, bytes, i);
    read_packed(pack, bytes, pack.images - 1);
  } catch (const Error&) {
    return;
  }
}

}  // namespace leakygan::testing
