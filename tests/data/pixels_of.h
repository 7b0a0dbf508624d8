#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/decode.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {

// What training gets of a file with these bytes.
inline std::vector<std::uint8_t> pixels_with(const Preprocessing& preprocessing,
                                             std::string_view bytes) {
  return to_training_image(decode_image(bytes, preprocessing).image, preprocessing).pixels;
}

inline std::vector<std::uint8_t> pixels_of(std::string_view bytes, const ImageShape& shape) {
  return pixels_with({.shape = shape}, bytes);
}

// Why there are none, of 16 x 16 pixels; empty when there are.
inline std::string why_not_decoded(std::string_view bytes) {
  return message_of<Error>([&] { pixels_of(bytes, {3, 16, 16}); });
}

}  // namespace leakygan::testing
