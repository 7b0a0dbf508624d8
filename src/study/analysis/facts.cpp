#include "study/analysis/facts.h"

#include <algorithm>
#include <limits>

namespace leakygan {

std::vector<std::size_t> compared_arms(const StudyFacts& study) {
  std::vector<std::size_t> arms;
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
    if (!study.arms[arm].is_stress) arms.push_back(arm);
  }
  return arms;
}

bool varies_activation(const StudyFacts& study) {
  const Activation& first = study.arms[study.baseline].activation;
  return std::any_of(study.arms.begin(), study.arms.end(), [&](const ArmFacts& arm) {
    const bool same = arm.activation.kind == first.kind && arm.activation.slope == first.slope;
    return !arm.is_stress && !same;
  });
}

std::vector<std::size_t> others_than(const StudyFacts& study, std::size_t reference) {
  std::vector<std::size_t> arms = compared_arms(study);
  std::erase(arms, reference);
  return arms;
}

std::optional<double> ranked_score(const StudyFacts& study, const RunFacts& run) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (run.state == RunState::failed) return study.lower_is_better ? kInfinity : -kInfinity;
  return run.state == RunState::complete ? run.score : std::nullopt;
}

std::size_t failures(const ArmFacts& arm) {
  return static_cast<std::size_t>(
      std::count_if(arm.runs.begin(), arm.runs.end(),
                    [](const RunFacts& run) { return run.state == RunState::failed; }));
}

}  // namespace leakygan
