#pragma once

#include <vector>

#include "study/analysis/claim_setting.h"

namespace leakygan {

// Claims judged by what the probe saw: paired t tests of per-seed values of each leaky arm against
// relu, corrected by Holm over all lines of a claim. Seeds without a value on both sides are left
// out, and fewer of them than a verdict needs show nothing.

// Inactive channels come back more often.
std::vector<ClaimLine> revival_lines(const ClaimSetting& setting);

// Fewer collapsed channels, and fewer samples whose loss gradient is 0: two lines an arm.
std::vector<ClaimLine> saturation_lines(const ClaimSetting& setting);

// A larger generator signal; the gradient's sparsity stands beside it in words.
std::vector<ClaimLine> gradient_lines(const ClaimSetting& setting);

}  // namespace leakygan
