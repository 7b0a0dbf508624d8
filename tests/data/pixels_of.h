#pragma once

#include <string_view>
#include <vector>

#include "data/decode.h"

namespace leakygan::testing {

// What training gets of a file with these bytes.
inline std::vector<std::uint8_t> pixels_with(const Preprocessing& preprocessing,
                                             std::string_view bytes) {
  return to_training_image(decode_image(bytes, preprocessing).image, preprocessing).pixels;
}

inline std::vector<std::uint8_t> pixels_of(std::string_view bytes, const ImageShape& shape) {
  return pixels_with({.shape = shape}, bytes);
}

}  // namespace leakygan::testing
