#include "study/analysis/score_line.h"

#include <vector>

#include "study/analysis/levels.h"
#include "study/analysis/verdict_text.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

// Of an arm over the seeds that a comparison has, none of which failed.
double mean_score(const ClaimSetting& setting, std::size_t arm, const ArmComparison& comparison) {
  std::vector<double> scores;
  for (std::size_t seed = 0; seed < comparison.differences.size(); ++seed) {
    if (!comparison.differences[seed]) continue;
    scores.push_back(*setting.study.arms[arm].runs[seed].score);
  }
  return mean(scores);
}

}  // namespace

ClaimLine score_line(const ClaimSetting& setting, const ArmComparison& comparison,
                     std::size_t comparisons) {
  ClaimLine line;
  line.result = comparison.n == 0 ? ClaimResult::untested : ClaimResult::not_shown;
  line.arm = setting.study.arms[comparison.arms.arm].name;
  line.against = setting.study.arms[comparison.arms.against].name;
  line.measure = setting.study.metric;
  line.n = comparison.n;
  if (comparison.mean_difference) {
    line.arm_mean = mean_score(setting, comparison.arms.arm, comparison);
    line.against_mean = mean_score(setting, comparison.arms.against, comparison);
    line.difference = comparison.mean_difference;
  }
  line.interval = comparison.interval;
  line.confidence = 1 - kLevel / static_cast<double>(comparisons);
  line.p = comparison.adjusted_p;
  return line;
}

void write_text(const ClaimSetting& setting, const ArmComparison& comparison,
                const std::string& wanted, ClaimLine& line) {
  const bool decides = setting.verdict.standing.decides();
  line.text =
      line.difference ? evidence_text(line) : comparison_text(setting.study, comparison, decides);
  if (line.result != ClaimResult::not_shown) return;
  line.text += comparison.outcome == Outcome::equivalent
                   ? "; equivalent within the margin of " + percent_text(setting.study.margin)
                   : needed_text(setting, line, wanted);
}

ClaimLine difference_line(const ClaimSetting& setting, const ArmComparison& comparison,
                          std::size_t comparisons, ClaimResult result) {
  ClaimLine line = score_line(setting, comparison, comparisons);
  if (comparison.n > 0) line.result = result;
  if (comparison.t_test) {
    const double effect = in_deviations(comparison.t_test->mean, *comparison.t_test);
    line.seeds_needed = seeds_to_find(setting, effect, kLevel / static_cast<double>(comparisons));
  }
  write_text(setting, comparison, "a difference as large", line);
  return line;
}

}  // namespace leakygan
