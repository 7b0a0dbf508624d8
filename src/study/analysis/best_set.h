#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "study/analysis/arm_summary.h"
#include "study/analysis/comparison.h"

namespace leakygan {

// The best of several arms is a set: with six equal ones the first of them looks better than a
// seventh in most studies.
struct BestSet {
  // The arm with the best mean of those with the fewest failures; nothing before a run is measured.
  std::optional<std::size_t> leader;
  // The leader and all arms that are not shown to be worse than it, in the study's order; all arms
  // where the standing does not decide.
  std::vector<std::size_t> members;
  // Every pair of arms, corrected together; in those of the leader it is `against`.
  std::vector<ArmComparison> pairs;
};

// `summaries` has one for each arm of the study.
BestSet best_set(const StudyFacts& study, const Standing& standing,
                 const std::vector<ArmSummary>& summaries);

}  // namespace leakygan
