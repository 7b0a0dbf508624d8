#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "models/options.h"

namespace leakygan {

// Which of the first `classes` kinds of shapes (1 to kMostShapeClasses) a picture shows; nothing
// when it shows none of them clearly, or more than one. It knows how the data set is drawn and
// learns nothing; safe to call from several threads.
// `pixels` is [H, W, C], C 1, 3 or 4, H and W 16 or more; RGBA is seen on white. Pictures of more
// than 32 pixels a side are seen at 32. Throws Error when `shape` is none of these or not that of
// `pixels`, or `classes` out of range.
std::optional<std::size_t> shape_kind(std::span<const std::uint8_t> pixels, const ImageShape& shape,
                                      std::int64_t classes);

}  // namespace leakygan
