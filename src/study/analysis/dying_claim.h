#pragma once

#include <vector>

#include "study/analysis/claim_setting.h"

namespace leakygan {

// Whether ReLU units die: counted over seeds, so that it needs no test. Supported when some died in
// most seeds of the relu arm; contradicted when none did in any seed, of a relu arm under stress
// neither.
std::vector<ClaimLine> dying_lines(const ClaimSetting& setting);

}  // namespace leakygan
