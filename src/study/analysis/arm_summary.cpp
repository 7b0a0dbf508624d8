#include "study/analysis/arm_summary.h"

#include <cmath>
#include <vector>

#include "statistics/wilson.h"

namespace leakygan {
namespace {

void count_wins(ArmSummary& summary, const StudyFacts& study, const ArmComparison& comparison) {
  for (const auto& difference : comparison.differences) {
    if (!difference) continue;
    if (*difference == 0) {
      summary.ties += 1;
    } else if ((*difference < 0) == study.lower_is_better) {
      summary.wins += 1;
    } else {
      summary.losses += 1;
    }
  }
  const std::size_t decided = summary.wins + summary.losses;
  if (decided > 0) summary.win_share = wilson_interval(summary.wins, decided);
}

}  // namespace

ArmSummary summarize(const StudyFacts& study, std::size_t arm, const ArmComparison* comparison) {
  std::vector<double> complete;
  std::vector<double> ranked;
  for (const RunFacts& run : study.arms[arm].runs) {
    const std::optional<double> score = ranked_score(study, run);
    if (!score) continue;
    ranked.push_back(*score);
    if (run.state == RunState::complete) complete.push_back(*score);
  }
  ArmSummary summary;
  summary.arm = arm;
  summary.complete = complete.size();
  summary.failures = failures(study.arms[arm]);
  if (!complete.empty()) summary.mean = mean(complete);
  if (complete.size() > 1) summary.standard_deviation = standard_deviation(complete);
  if (!ranked.empty()) summary.median = median(ranked);
  if (summary.median && !std::isfinite(*summary.median)) summary.median.reset();
  if (comparison != nullptr) count_wins(summary, study, *comparison);
  return summary;
}

}  // namespace leakygan
