#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/parallel.h"
#include "metrics/image_set.h"

namespace leakygan {

// Which kinds of shapes a set of images shows, for the synthetic data set of `dataset shapes`.
struct ShapeModes {
  std::vector<std::string> names;
  std::vector<std::size_t> counts;  // images of each kind
  std::size_t rejected = 0;         // that show none clearly
};

// Looks at every image with shape_kind; `classes` kinds. Throws Interrupted when a stop was asked
// for.
ShapeModes count_shapes(const ImageSet& images, std::int64_t classes, int threads,
                        const Progress& progress);

}  // namespace leakygan
