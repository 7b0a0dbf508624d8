#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/options.h"
#include "support/files.h"

namespace leakygan {

// Images side by side, as many columns as rows or one more, a border between them; places left
// over at the end are empty. `pixels` is [N, H, W, C], N at least 1, grey, RGB or RGBA.
// Written as PNG, whole or not at all. Throws Error when it cannot be written.
void write_image_grid(const fs::path& path, std::span<const std::uint8_t> pixels,
                      const ImageShape& shape);

}  // namespace leakygan
