#pragma once

#include <cstddef>
#include <span>

#include "statistics/summary.h"

namespace leakygan {

// Student's t test of paired differences against a mean of 0 (Student 1908).
struct PairedTTest {
  std::size_t n = 0;
  double mean = 0;
  double standard_deviation = 0;
  double t = 0;  // +-infinity when all differences are the same number other than 0
  double p = 1;  // two-sided; 1 when all differences are 0
};

// Of at least two finite differences.
PairedTTest paired_t_test(std::span<const double> differences);

// Where the mean lies at `confidence` in (0, 1). With k intervals each at 1 - 0.05 / k all hold
// together in 95% of studies (Bonferroni).
Interval t_interval(const PairedTTest& test, double confidence);

}  // namespace leakygan
