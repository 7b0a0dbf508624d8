#pragma once

#include <cstddef>
#include <optional>

#include "statistics/summary.h"
#include "study/analysis/comparison.h"
#include "study/analysis/facts.h"

namespace leakygan {

// One arm's runs in numbers.
struct ArmSummary {
  std::size_t arm = 0;       // its place in StudyFacts::arms
  std::size_t complete = 0;  // and measured
  std::size_t failures = 0;
  // Of the complete runs: where some failed, of those that came through.
  std::optional<double> mean;
  std::optional<double> standard_deviation;
  std::optional<double> median;  // failed runs are the worst; nothing when the middle one failed
  // Seeds in which it beat the baseline, failed runs being worst; seeds alike on both sides are
  // ties and count for neither. Nothing for the baseline itself.
  std::size_t wins = 0;
  std::size_t losses = 0;
  std::size_t ties = 0;
  std::optional<Interval> win_share;  // Wilson interval of wins among wins and losses
};

// `comparison` is the arm's with the baseline; nullptr for the baseline and for a stress arm.
ArmSummary summarize(const StudyFacts& study, std::size_t arm, const ArmComparison* comparison);

}  // namespace leakygan
