#pragma once

#include <optional>

#include "evaluation/sets.h"

namespace leakygan {

// Looks for the training images nearest to up to 1,000 fakes, in pixels and in features, and to as
// many held-out images where there are 100; writes nearest-pixels.png and nearest-features.png into
// sets.out. `training` are the features of sets.training. Throws Error when a picture cannot be
// written; Interrupted when a stop was asked for.
Memorization memorize(const Sets& sets, const MeasuredSet& fakes, const MeasuredSet& training,
                      const std::optional<MeasuredSet>& held_out);

}  // namespace leakygan
