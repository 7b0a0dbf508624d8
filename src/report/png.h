#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/image_grid.h"

namespace leakygan {

// Keywords (1 to 79 letters) and texts, in ASCII, that a PNG file carries beside its pixels.
using PngTexts = std::vector<std::pair<std::string, std::string>>;

// The bytes of a PNG file. `pixels` is [H, W, C], grey, RGB or RGBA. Throws Error when it cannot be
// encoded: it is too large for OpenCV or libpng.
std::string encode_png(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                       const PngTexts& texts = {});

// The picture in the bytes of a PNG file: grey, RGB or RGBA, 8 bits. Throws Error when it is none.
Picture decode_png(std::string_view bytes);

}  // namespace leakygan
