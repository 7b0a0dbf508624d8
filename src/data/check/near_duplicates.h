#pragma once

#include <span>
#include <vector>

#include "data/check/appearance.h"

namespace leakygan {

// Numbers of images that belong together, ascending; groups in the order of their first images.
using Groups = std::vector<std::vector<std::uint32_t>>;

// Groups images that look alike, as far as one leads to the next: hashes at most kAlikeBits apart,
// and thumbnails that agree. Each group has two or more images.
//
// Not quadratic: of hashes that differ in 3 bits at most, one of four parts is equal, so that only
// those with an equal part are compared, and where many have, the rest is divided again
// (multi-index hashing: Norouzi, Punjani and Fleet 2012). Of images with one and the same hash each
// is compared with the 64 nearest in brightness.
Groups near_duplicates(std::span<const Appearance> images);

}  // namespace leakygan
