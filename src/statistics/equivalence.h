#pragma once

#include "statistics/paired_t_test.h"

namespace leakygan {

// The p value of the claim that the mean difference lies within -margin and +margin, by two
// one-sided t tests (Schuirmann 1987): the larger of theirs. `margin` is at least 0. Differences
// that are all the same number give 0 when it lies within the margin, else 1.
double equivalence_p(const PairedTTest& differences, double margin);

}  // namespace leakygan
