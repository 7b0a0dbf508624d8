#include "study/analysis/best_set.h"

#include <algorithm>
#include <tuple>

namespace leakygan {
namespace {

std::optional<std::size_t> leader(const StudyFacts& study,
                                  const std::vector<ArmSummary>& summaries) {
  const double sign = study.lower_is_better ? 1 : -1;
  std::optional<std::size_t> best;
  const auto rank = [&](std::size_t arm) {
    return std::tuple(summaries[arm].failures, sign * *summaries[arm].mean);
  };
  for (const std::size_t arm : compared_arms(study)) {
    if (!summaries[arm].mean) continue;
    if (!best || rank(arm) < rank(*best)) best = arm;
  }
  return best;
}

std::vector<ArmPair> all_pairs(const std::vector<std::size_t>& arms,
                               const std::optional<std::size_t>& leader) {
  std::vector<ArmPair> pairs;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool leads = arms[i] == leader;
      pairs.push_back(leads ? ArmPair{arms[j], arms[i]} : ArmPair{arms[i], arms[j]});
    }
  }
  return pairs;
}

}  // namespace

BestSet best_set(const StudyFacts& study, const Standing& standing,
                 const std::vector<ArmSummary>& summaries) {
  BestSet best;
  best.leader = leader(study, summaries);
  best.members = compared_arms(study);
  best.pairs = compare_pairs(study, standing, all_pairs(best.members, best.leader));
  for (const ArmComparison& pair : best.pairs) {
    if (pair.arms.against == best.leader && pair.outcome == Outcome::worse) {
      std::erase(best.members, pair.arms.arm);
    }
  }
  return best;
}

}  // namespace leakygan
