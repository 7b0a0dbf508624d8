#pragma once

#include <cstddef>

#include "statistics/summary.h"

namespace leakygan {

// Where a proportion lies of which `successes` of `count` trials were seen, count > 0, within
// [0, 1] (Wilson 1927, "Probable inference, the law of succession, and statistical inference").
Interval wilson_interval(std::size_t successes, std::size_t count, double confidence = 0.95);

}  // namespace leakygan
