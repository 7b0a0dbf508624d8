#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/parallel.h"
#include "data/scan.h"
#include "models/options.h"

namespace leakygan {

// All images of a data set, decoded.
struct ImageStore {
  ImageShape shape;
  std::size_t count = 0;
  std::vector<std::uint8_t> pixels;  // [count, H, W, C], 0 to 255, in the order of the list
  // 16 hex digits: a hash of the shape and of every image's relative path and pixels, in order.
  std::string fingerprint;

  // H*W*C bytes of one image, index < count.
  std::span<const std::uint8_t> image(std::size_t index) const;
};

// Decodes every image of the list on `threads` threads.
// Throws Error: the pixels do not fit into the machine's memory; or files that cannot be used, one
// a line in the order of the list, the first 20 by name. Interrupted when a stop was asked for.
ImageStore decode_all(const ImageList& list, const ImageShape& shape, int threads,
                      const Progress& progress);

// The square shape that suits the images: 64 pixels when the smaller side of at least half of them
// has 64, else 32 by the same rule, else 16. Reads the headers of at most 500 of them, spread over
// the list; those that are damaged do not count.
ImageShape suggest_shape(const ImageList& list, std::int64_t channels);

}  // namespace leakygan
