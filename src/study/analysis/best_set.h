#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "study/analysis/arm_summary.h"
#include "study/analysis/comparison.h"

namespace leakygan {

// The best of several arms is a set: with six equal ones the first of them looks better than a
// seventh in most studies.
struct BestSet {
  // All arms that are not shown to be worse than another, in the study's order; without those that
  // have no complete run, if others have one. All arms where the standing does not decide.
  std::vector<std::size_t> members;
  // The member with the best mean of those with the fewest failures; nothing before a run is
  // measured.
  std::optional<std::size_t> leader;
  // Every pair of arms, the later one against the earlier one, corrected together.
  std::vector<ArmComparison> pairs;
};

// `summaries` has one for each arm of the study.
BestSet best_set(const StudyFacts& study, const Standing& standing,
                 const std::vector<ArmSummary>& summaries);

// Of some arms, the one with the best mean of those with the fewest failures.
std::optional<std::size_t> best_arm(const StudyFacts& study,
                                    const std::vector<ArmSummary>& summaries,
                                    std::span<const std::size_t> arms);

}  // namespace leakygan
