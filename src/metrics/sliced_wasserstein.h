#pragma once

#include <cstdint>
#include <vector>

#include "data/parallel.h"
#include "metrics/image_set.h"

namespace leakygan {

// Times 1,000, from the finest level to the coarsest.
struct SlicedWasserstein {
  std::vector<ImageShape> shapes;
  std::vector<double> distances;
  double mean = 0;
};

// The sliced Wasserstein distance of 7x7 patches of the levels of a Laplacian pyramid (Karras et
// al. 2018, "Progressive growing of GANs", section 5): 128 patches an image and level, 4 x 128
// random directions of length 1, the mean of their 1-Wasserstein distances. Both sets are divided,
// channel by channel, by the standard deviation of the REAL patches: dividing each set by its own
// would hide faults of brightness and contrast. Where the patches lie follows from the image's
// content, so that a set's distance to itself is 0 in any order and on any number of threads.
// Both sets have one shape, with sides of at least 7 pixels. Memory: 2 x 64 MiB and a little.
// Throws Interrupted when a stop was asked for.
SlicedWasserstein sliced_wasserstein(const ImageSet& real, const ImageSet& fake, int threads,
                                     const Progress& progress);

inline constexpr std::int64_t kPatchSide = 7;

}  // namespace leakygan
