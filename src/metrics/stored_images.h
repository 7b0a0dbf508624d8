#pragma once

#include <cstdint>
#include <span>

#include "data/pixel_store.h"
#include "metrics/image_set.h"

namespace leakygan {

// The images of those numbers; of one that is larger than the shape, the middle. One whose file has
// gone since the list was read is left out. Throws Interrupted when a stop was asked for.
ImageSet stored_images(const PixelStore& pixels, const ImageShape& shape,
                       std::span<const std::uint32_t> numbers, int threads);

}  // namespace leakygan
