#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/options.h"

namespace leakygan {

// Keywords (1 to 79 letters) and texts, in ASCII, that a PNG file carries beside its pixels.
using PngTexts = std::vector<std::pair<std::string, std::string>>;

// The bytes of a PNG file. `pixels` is [H, W, C], grey, RGB or RGBA. Throws Error when it cannot be
// encoded: it is too large for OpenCV or libpng.
std::string encode_png(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                       const PngTexts& texts = {});

}  // namespace leakygan
