#include "study/analysis/best_set.h"

#include <algorithm>
#include <tuple>

namespace leakygan {
namespace {

std::vector<ArmPair> all_pairs(const std::vector<std::size_t>& arms) {
  std::vector<ArmPair> pairs;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) pairs.push_back({arms[i], arms[j]});
  }
  return pairs;
}

// The arms that lose no pair; all of them should they lose in a circle.
std::vector<std::size_t> not_worse(const std::vector<std::size_t>& arms,
                                   const std::vector<ArmComparison>& pairs) {
  std::vector<std::size_t> members = arms;
  for (const ArmComparison& pair : pairs) {
    if (pair.outcome == Outcome::worse) std::erase(members, pair.arms.arm);
    if (pair.outcome == Outcome::better) std::erase(members, pair.arms.against);
  }
  return members.empty() ? arms : members;
}

}  // namespace

std::optional<std::size_t> best_arm(const StudyFacts& study,
                                    const std::vector<ArmSummary>& summaries,
                                    std::span<const std::size_t> arms) {
  const double sign = study.lower_is_better ? 1 : -1;
  std::optional<std::size_t> best;
  const auto rank = [&](std::size_t arm) {
    return std::tuple(summaries[arm].failures, sign * *summaries[arm].mean);
  };
  for (const std::size_t arm : arms) {
    if (!summaries[arm].mean) continue;
    if (!best || rank(arm) < rank(*best)) best = arm;
  }
  return best;
}

BestSet best_set(const StudyFacts& study, const Standing& standing,
                 const std::vector<ArmSummary>& summaries) {
  const std::vector<std::size_t> arms = compared_arms(study);
  BestSet best;
  best.pairs = compare_pairs(study, standing, all_pairs(arms));
  best.members = not_worse(arms, best.pairs);
  best.leader = best_arm(study, summaries, best.members);
  // Ranks of few seeds cannot show what is plain of an arm that failed every time.
  if (standing.decides() && best.leader) {
    std::erase_if(best.members, [&](std::size_t arm) { return summaries[arm].complete == 0; });
  }
  return best;
}

}  // namespace leakygan
