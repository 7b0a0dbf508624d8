#pragma once

#include <optional>

#include "evaluation/evaluate.h"

namespace leakygan {

// Looks for the training images nearest to up to 1,000 fakes, in pixels and in features, and to as
// many held-out images where there are 100; draws nearest-pixels.png and nearest-features.png.
// Throws Interrupted when a stop was asked for.
Memorization memorize(const MeasuredSet& fakes, const MeasuredSet& training,
                      const std::optional<MeasuredSet>& held_out);

}  // namespace leakygan
