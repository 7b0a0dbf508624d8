#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/options.h"
#include "support/files.h"

namespace leakygan {

// Larger images are refused by their header, before any memory is taken for them.
inline constexpr std::int64_t kPixelLimit = 100'000'000;

// Makes a training image of a JPEG or PNG file: H*W*C bytes, row by row, grey, RGB or RGBA.
//   upright    turned as EXIF says
//   alpha      blended on white, unless the shape has 4 channels; those without alpha get 255
//   16 bits    value / 257, rounded
//   channels   grey is repeated; colour becomes grey as 0.299 R + 0.587 G + 0.114 B
//   size       the centre with the shape's aspect ratio is cut out and resized: by the mean over
//              the covered area when it shrinks (antialiased), bilinear when it grows
// Throws Error that says only what is wrong: empty, another container (named), cut off, too large,
// damaged.
std::vector<std::uint8_t> decode_image(std::string_view bytes, const ImageShape& shape);

// The same for a file. The text of the Error is "PATH: why".
std::vector<std::uint8_t> load_image(const fs::path& file, const ImageShape& shape);

}  // namespace leakygan
