#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "data/scan.h"

namespace leakygan {

// What the files of a list say of themselves.
struct ImageKinds {
  std::set<std::pair<std::int64_t, std::int64_t>> sizes;  // width and height, upright
  std::set<std::string> formats;                          // "JPEG"
};

// Reads every image, but for pixels; of those that are damaged nothing
// is said. Throws Interrupted when a stop was asked for.
ImageKinds image_kinds(const ImageList& list);

}  // namespace leakygan
