#pragma once

#include "data/scan.h"
#include "models/options.h"

namespace leakygan {

// The square shape that suits the images: 64 pixels when the smaller side of at least half of them
// has 64, else 32 by the same rule, else 16. Reads the headers of at most 500 of them, spread over
// the list (of an archive, the first); those that are damaged do not count.
ImageShape suggest_shape(const ImageList& list, std::int64_t channels);

}  // namespace leakygan
