#include "study/analysis/verdict_text.h"

#include <algorithm>
#include <vector>

#include "study/analysis/levels.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

const std::string& name(const StudyFacts& study, std::size_t arm) { return study.arms[arm].name; }

std::string failed_runs(const ArmFacts& arm) {
  return std::to_string(failures(arm)) + " of " + arm.name;
}

std::string seeds_text(std::size_t count, std::size_t planned) {
  if (count < planned) return std::to_string(count) + " of " + counted(planned, "seed");
  return planned == 1 ? "the only seed" : "all " + counted(planned, "seed");
}

// What stands in brackets behind a finding.
std::string numbers_text(const StudyFacts& study, const ArmComparison& comparison) {
  if (comparison.by_ranks) {
    return "by ranks, failed runs worst: " + failed_runs(study.arms[comparison.arms.arm]) + ", " +
           failed_runs(study.arms[comparison.arms.against]) +
           (comparison.adjusted_p ? "; corrected " + p_text(*comparison.adjusted_p) : "");
  }
  std::string text = signed_text(*comparison.mean_difference);
  if (comparison.interval) text += ", " + interval_text(*comparison.interval);
  if (comparison.n < study.seeds.size()) text += ", " + counted(comparison.n, "seed");
  return text;
}

std::string finding(const StudyFacts& study, const ArmComparison& comparison) {
  const std::string& arm = name(study, comparison.arms.arm);
  const std::string& against = name(study, comparison.arms.against);
  switch (comparison.outcome) {
    case Outcome::better:
      return arm + " is better than " + against;
    case Outcome::worse:
      return arm + " is worse than " + against;
    case Outcome::equivalent:
      return arm + " is equivalent to " + against + " within " + percent_text(study.margin);
    case Outcome::not_shown:
      break;
  }
  return arm + " is not shown to differ from " + against;
}

bool differs_within_margin(const ArmComparison& comparison) {
  return (comparison.outcome == Outcome::better || comparison.outcome == Outcome::worse) &&
         comparison.equivalence_p.value_or(1) <= kLevel;
}

// What the numbers are, once for all comparisons.
std::string unit_text(const StudyFacts& study, std::span<const ArmComparison> comparisons) {
  const auto has_interval = [](const ArmComparison& c) { return c.interval.has_value(); };
  const auto has_mean = [](const ArmComparison& c) { return c.mean_difference.has_value(); };
  std::string text = study.metric + ", " + (study.lower_is_better ? "lower" : "higher") +
                     " is better, " + counted(study.seeds.size(), "seed");
  if (std::any_of(comparisons.begin(), comparisons.end(), has_interval)) {
    return text + "; mean differences with 95% intervals that hold together";
  }
  if (std::any_of(comparisons.begin(), comparisons.end(), has_mean)) {
    return text + "; the spread of the differences is unknown";
  }
  return text;
}

}  // namespace

std::string comparison_text(const StudyFacts& study, const ArmComparison& comparison,
                            bool decides) {
  const std::string& arm = name(study, comparison.arms.arm);
  const std::string& against = name(study, comparison.arms.against);
  if (comparison.n == 0) return arm + " and " + against + " have no finished seed in common";
  if (comparison.is_identical && !comparison.by_ranks) {
    return arm + " and " + against + " have the same " + study.metric + " in " +
           seeds_text(comparison.n, study.seeds.size());
  }
  const std::string numbers = numbers_text(study, comparison);
  if (!decides) return arm + " beside " + against + " (" + numbers + ")";
  return finding(study, comparison) + " (" + numbers + ")" +
         (differs_within_margin(comparison)
              ? ", by less than the margin of " + percent_text(study.margin)
              : "");
}

std::string verdict_sentence(const StudyFacts& study, const Standing& standing,
                             std::span<const ArmComparison> comparisons) {
  if (comparisons.empty()) {
    return "There is no second arm to compare " + name(study, study.baseline) + " with.";
  }
  std::vector<ArmComparison> ordered(comparisons.begin(), comparisons.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.outcome < b.outcome; });
  std::string text;
  for (const ArmComparison& comparison : ordered) {
    if (!text.empty()) text += "; ";
    text += comparison_text(study, comparison, standing.decides());
  }
  const std::string reason = undecided_text(standing);
  return (reason.empty() ? "" : "No difference is shown (" + reason + "): ") + text + " [" +
         unit_text(study, comparisons) + "].";
}

std::string best_sentence(const StudyFacts& study, const Standing& standing, const BestSet& best) {
  if (!standing.decides() || !best.leader || best.pairs.empty()) return {};
  std::vector<std::string> members;
  for (const std::size_t arm : best.members) members.push_back(name(study, arm));
  std::vector<std::string> never_complete;
  for (const std::size_t arm : compared_arms(study)) {
    if (failures(study.arms[arm]) == study.seeds.size()) never_complete.push_back(name(study, arm));
  }
  return "Corrected for all " + counted(best.pairs.size(), "pair") + ", " +
         (members.size() == 1 ? members.front() + " is the best: every other arm is worse"
                              : "which is the best of " + listed(members) + " cannot be told") +
         (never_complete.empty() ? "" : "; no run is complete of " + listed(never_complete)) + ".";
}

}  // namespace leakygan
