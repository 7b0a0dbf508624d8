#pragma once

#include <vector>

#include "study/analysis/claim_setting.h"

namespace leakygan {

// Claims judged by the primary metric, with the tests of the verdict.

// Each leaky arm is better than relu; contradicted when worse.
std::vector<ClaimLine> better_images_lines(const ClaimSetting& setting);

// The arm of slope 0.01, or of the smallest up to 0.02, is equivalent to relu within the margin,
// even where a difference is shown that is smaller; contradicted when different otherwise.
std::vector<ClaimLine> small_slope_lines(const ClaimSetting& setting);

// The arm of the largest slope is worse than the best of relu and the other leaky ones;
// contradicted when it is better than each of them. Of a single slope, or of small ones only,
// untested.
std::vector<ClaimLine> large_slope_lines(const ClaimSetting& setting);

}  // namespace leakygan
