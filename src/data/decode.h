#pragma once
#include "data/picture.h"
#include "support/files.h"
namespace leakygan {
inline std::vector<std::uint8_t> decode_image(std::string_view bytes, const ImageShape& shape) {
  const Preprocessing p = {.shape = shape};
  return to_training_image(decode_picture(bytes, p).image, p).pixels;
}
inline std::vector<std::uint8_t> load_image(const fs::path& file, const ImageShape& shape) { return decode_image(read_file(file), shape); }
}
