#include "study/next_steps.h"

#include <algorithm>
#include <cmath>

#include "config/compare.h"
#include "statistics/paired_power.h"
#include "study/analysis/levels.h"
#include "study/analysis/words.h"
#include "support/text.h"

namespace leakygan {
namespace {

// "--set discriminator.activation.slope=0.1": what an arm has otherwise than the baseline.
std::string settings_of(const StudyResults& results, std::size_t arm) {
  const Study& study = results.study;
  std::vector<std::string> words;
  for (const Difference& one :
       differences(study.arms[results.facts.baseline].config, study.arms[arm].config)) {
    words.emplace_back("--set");
    words.push_back(shell_text(one.key + "=" + one.after));
  }
  return join(words, " ");
}

// The arm that is better than the baseline by most; nothing when none is.
const ArmComparison* winner(const Verdict& verdict, bool lower_is_better) {
  const ArmComparison* best = nullptr;
  for (const ArmComparison& pair : verdict.comparisons) {
    if (pair.outcome != Outcome::better || !pair.mean_difference) continue;
    const bool more =
        best == nullptr || (lower_is_better ? *pair.mean_difference < *best->mean_difference
                                            : *pair.mean_difference > *best->mean_difference);
    if (more) best = &pair;
  }
  return best;
}

// What it takes to show the difference that is nearest to being shown.
std::string seeds_text(const Verdict& verdict) {
  const ArmComparison* nearest = nullptr;
  for (const ArmComparison& pair : verdict.comparisons) {
    if (!pair.t_test || pair.outcome != Outcome::not_shown) continue;
    if (nearest == nullptr || pair.t_test->p < nearest->t_test->p) nearest = &pair;
  }
  if (nearest == nullptr || nearest->t_test->standard_deviation <= 0) return "";
  const double effect = std::abs(nearest->t_test->mean) / nearest->t_test->standard_deviation;
  const double level = kLevel / static_cast<double>(verdict.comparisons.size());
  const auto seeds = pairs_for_power(effect, level, kWantedPower, kMostSeeds);
  if (!seeds)
    return "The differences seen are too small to be shown by any number of seeds up to " +
           count_text(kMostSeeds) + ".";
  return "To show a difference as large as the clearest one that is not shown takes about " +
         counted(*seeds, "seed") + ", in a new study: seeds cannot be added after a look.";
}

std::string decided_text(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  if (const ArmComparison* best = winner(verdict, results.facts.lower_is_better)) {
    return "Train with " + results.facts.arms[best->arms.arm].name + " (" +
           settings_of(results, best->arms.arm) + ")" +
           (verdict.best.members.size() > 1
                ? " or another arm of those that are not shown to be worse than the best"
                : "") +
           ", and compare again at the length and in the networks that you use in the end.";
  }
  const bool all_alike =
      !verdict.comparisons.empty() &&
      std::all_of(verdict.comparisons.begin(), verdict.comparisons.end(),
                  [](const ArmComparison& pair) { return pair.outcome == Outcome::equivalent; });
  const std::string& baseline = results.facts.arms[results.facts.baseline].name;
  if (all_alike) return "Take whichever you like: all are alike within the margin.";
  const std::string more = seeds_text(verdict);
  return "Stay with " + baseline + ": no arm is shown to be better." +
         (more.empty() ? "" : " " + more);
}

}  // namespace

std::optional<double> epochs_of(const StudyResults& results) {
  for (const auto& runs : results.records) {
    for (const RunRecord& run : runs) {
      if (!run.description.is_object()) continue;
      const auto dataset = run.description.find("dataset");
      if (dataset == run.description.end() || !dataset->is_object()) continue;
      const auto images = dataset->find("images");
      if (images == dataset->end() || !images->is_number() || *images <= 0) continue;
      return static_cast<double>(results.plan.images) / images->get<double>();
    }
  }
  return std::nullopt;
}

std::vector<std::string> next_steps(const StudyResults& results) {
  const Standing& standing = results.verdict.standing;
  std::vector<std::string> steps;
  if (standing.finished < standing.planned) {
    steps.push_back("Let it finish: leakygan compare " + shell_text(display(results.folder)) +
                    " goes on where it was stopped.");
  } else if (standing.seeds < standing.seeds_needed) {
    steps.push_back("Take no winner from this. A verdict needs " +
                    counted(standing.seeds_needed, "seed") + ": the same study anew with --seeds " +
                    count_text(standing.seeds_needed) + " --name NAME.");
  } else {
    steps.push_back(decided_text(results));
  }
  const auto epochs = epochs_of(results);
  if (epochs && *epochs < kFewEpochs) {
    steps.push_back(
        "Each run showed every image " + short_number(*epochs) +
        " times: this is a study of early training, and a longer one may find otherwise.");
  }
  return steps;
}

}  // namespace leakygan
