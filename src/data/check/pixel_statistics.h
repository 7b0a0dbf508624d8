#pragma once

#include <vector>

#include "data/dataset.h"

namespace leakygan {

// Of one channel over all pixels of the training images, in levels 0 to 255. A network sees
// level / 127.5 - 1.
struct ChannelStatistics {
  double mean = 0;
  double deviation = 0;  // standard deviation, of the images as the whole population
};

// For each channel of the training images; of an image that is larger than its shape the middle
// counts. Sums are exact, so that the result depends on no order. Throws Error as Dataset::copy
// does; Interrupted when a stop was asked for.
std::vector<ChannelStatistics> pixel_statistics(const Dataset& dataset, int threads,
                                                const Progress& progress);

}  // namespace leakygan
