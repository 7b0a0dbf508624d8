#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "statistics/paired_t_test.h"
#include "study/analysis/facts.h"
#include "study/analysis/standing.h"

namespace leakygan {

enum class Outcome { better, worse, equivalent, not_shown };

// Two arms, by their places in StudyFacts::arms.
struct ArmPair {
  std::size_t arm;
  std::size_t against;
};

// An arm beside another: the primary metric's differences between runs of one seed.
struct ArmComparison {
  ArmPair arms;
  // By seed, `arm` minus `against`; +-infinity where one failed, 0 where both did, nothing where
  // one of the two is missing.
  std::vector<std::optional<double>> differences;
  std::size_t n = 0;          // of them
  bool is_identical = false;  // all are exactly 0
  // A run of the two failed: ranks decide, failed runs worst, and there are no means.
  bool by_ranks = false;
  double rank_sum = 0;  // of the positive differences' ranks less those of the negative
  std::optional<double> mean_difference;
  std::optional<PairedTTest> t_test;  // from two seeds on
  // Of the mean, at 1 - 0.05 / k for k comparisons (Bonferroni). Holm's test finds more: the
  // interval may reach over 0 where the outcome is better or worse.
  std::optional<Interval> interval;
  std::optional<double> p;            // the deciding test's: paired t, or signed ranks
  std::optional<double> adjusted_p;   // by Holm over the comparisons made together
  std::optional<double> sign_flip_p;  // beside it, decides nothing; not by ranks
  // That the difference is within the margin; not corrected for being one of several.
  std::optional<double> equivalence_p;
  Outcome outcome = Outcome::not_shown;
};

// The margin in the metric's unit, nothing when the baseline's median run failed or is missing.
std::optional<double> margin_of(const StudyFacts& study);

// Compares pairs that are corrected together. Outcomes stay not shown where the standing does not
// decide. A difference may be both shown and within the margin: it is then better or worse, and
// equivalence_p says the rest.
std::vector<ArmComparison> compare_pairs(const StudyFacts& study, const Standing& standing,
                                         std::span<const ArmPair> pairs);

// Every compared arm against one of them.
std::vector<ArmComparison> compare_with(const StudyFacts& study, const Standing& standing,
                                        std::size_t against);

}  // namespace leakygan
