#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/options.h"

namespace leakygan {

// How an image of another aspect ratio becomes one of the training size.
enum class Fit { crop, pad, stretch };

// Which part Fit::crop takes.
enum class Crop { center, random };

// Everything between the bytes of a file and a training image: what a store of decoded pixels is
// for. Two that are equal make equal pixels of equal bytes.
struct Preprocessing {
  ImageShape shape;
  Fit fit = Fit::crop;
  Crop crop = Crop::center;
  // Red, green and blue behind transparent pixels and around padded images; not used with 4
  // channels, where both stay transparent.
  std::array<std::uint8_t, 3> background = {255, 255, 255};
  // The sample of a file with more than 8 bits that becomes 255; larger ones do too.
  std::int64_t white_level = 65535;
  // Images with more pixels are refused by their header, before any memory is taken for them.
  std::int64_t pixel_limit = 100'000'000;
};

// True when a part is chosen anew each time that an image is shown.
inline bool crops_at_random(const Preprocessing& preprocessing) {
  return preprocessing.fit == Fit::crop && preprocessing.crop == Crop::random;
}

// An image ready to be shown, or to have a part of it chosen: height * width * C bytes, row by row,
// grey, RGB or RGBA.
struct TrainingImage {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::vector<std::uint8_t> pixels;
};

}  // namespace leakygan
