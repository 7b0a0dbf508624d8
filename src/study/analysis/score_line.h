#pragma once

#include <cstddef>
#include <string>

#include "study/analysis/claim_setting.h"
#include "study/analysis/comparison.h"

namespace leakygan {

// The numbers of a comparison, one of some that were made together, without a judgement and words:
// not shown, or untested where no seed is finished on both sides.
ClaimLine score_line(const ClaimSetting& setting, const ArmComparison& comparison,
                     std::size_t comparisons);

// The numbers in words, and of a result that is not shown, what it takes to show what is `wanted`.
void write_text(const ClaimSetting& setting, const ArmComparison& comparison,
                const std::string& wanted, ClaimLine& line);

// A line on the difference, with its result unless untested.
ClaimLine difference_line(const ClaimSetting& setting, const ArmComparison& comparison,
                          std::size_t comparisons, ClaimResult result);

}  // namespace leakygan
