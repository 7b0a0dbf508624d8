#include "study/analysis/score_claims.h"

#include <algorithm>
#include <cmath>

#include "study/analysis/score_line.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

constexpr double kLevel = 0.05;
constexpr double kUsualSmallSlope = 0.01;
constexpr double kLargestSmallSlope = 0.02;

double slope(const ClaimSetting& setting, std::size_t arm) {
  return setting.study.arms[arm].activation.slope;
}

std::vector<ArmComparison> with_relu(const ClaimSetting& setting) {
  return compare_with(setting.study, setting.verdict.standing, *setting.relu);
}

const ArmComparison& of_pair(const std::vector<ArmComparison>& comparisons, std::size_t arm,
                             std::size_t against) {
  return *std::find_if(comparisons.begin(), comparisons.end(), [&](const ArmComparison& c) {
    return c.arms.arm == arm && c.arms.against == against;
  });
}

ClaimResult is_better(const ArmComparison& comparison) {
  if (comparison.outcome == Outcome::better) return ClaimResult::supported;
  return comparison.outcome == Outcome::worse ? ClaimResult::contradicted : ClaimResult::not_shown;
}

ClaimResult is_alike(const ClaimSetting& setting, const ArmComparison& comparison) {
  const bool is_within =
      setting.verdict.standing.decides() && comparison.equivalence_p.value_or(1) <= kLevel;
  if (is_within || comparison.outcome == Outcome::equivalent) return ClaimResult::supported;
  return comparison.outcome == Outcome::not_shown ? ClaimResult::not_shown
                                                  : ClaimResult::contradicted;
}

ClaimLine alike_line(const ClaimSetting& setting, const ArmComparison& comparison, std::size_t k) {
  const ClaimResult result = is_alike(setting, comparison);
  const double margin = setting.verdict.margin.value_or(0);
  const double room = margin - std::abs(comparison.mean_difference.value_or(0));
  // Where the mean is beyond the margin more seeds would show that, not equivalence.
  if (!comparison.t_test || room <= 0) return difference_line(setting, comparison, k, result);
  ClaimLine line = score_line(setting, comparison);
  line.result = result;
  line.equivalence_p = comparison.equivalence_p;
  // The one-sided test at 5% against the nearer end of the margin, a two-sided one at 10%.
  PairedTTest to_margin = *comparison.t_test;
  to_margin.mean = room;
  line.seeds_needed = seeds_to_find(setting, effect_of(to_margin), 2 * kLevel);
  write_text(setting, comparison, "equivalence within " + percent_text(setting.study.margin), line);
  return line;
}

std::optional<std::size_t> small_slope_arm(const ClaimSetting& setting) {
  std::optional<std::size_t> smallest;
  for (const std::size_t arm : setting.leaky) {
    if (slope(setting, arm) == kUsualSmallSlope) return arm;
    if (slope(setting, arm) > kLargestSmallSlope) continue;
    if (!smallest || slope(setting, arm) < slope(setting, *smallest)) smallest = arm;
  }
  return smallest;
}

// The arm of the largest slope leads itself.
ClaimLine leading_line(const ClaimSetting& setting, std::size_t arm) {
  const Verdict& verdict = setting.verdict;
  const bool is_alone = verdict.standing.decides() && verdict.best.members.size() == 1;
  ClaimLine line;
  line.result = is_alone ? ClaimResult::contradicted : ClaimResult::not_shown;
  line.arm = setting.study.arms[arm].name;
  line.measure = setting.study.metric;
  line.n = verdict.arms[arm].complete;
  line.arm_mean = verdict.arms[arm].mean;
  line.text = is_alone ? verdict.best_sentence : line.arm + " has the best mean itself";
  return line;
}

}  // namespace

std::vector<ClaimLine> better_images_lines(const ClaimSetting& setting) {
  const std::string missing = missing_side(setting);
  if (!missing.empty()) return {untested(missing)};
  const std::vector<ArmComparison> comparisons = with_relu(setting);
  std::vector<ClaimLine> lines;
  for (const std::size_t arm : setting.leaky) {
    const ArmComparison& comparison = of_pair(comparisons, arm, *setting.relu);
    const ClaimResult result = is_better(comparison);
    lines.push_back(difference_line(setting, comparison, comparisons.size(), result));
  }
  return lines;
}

std::vector<ClaimLine> small_slope_lines(const ClaimSetting& setting) {
  const std::string missing = missing_side(setting);
  if (!missing.empty()) return {untested(missing)};
  const std::optional<std::size_t> arm = small_slope_arm(setting);
  if (!arm) return {untested("there is no leaky arm with a slope of 0.02 or less")};
  const std::vector<ArmComparison> comparisons = with_relu(setting);
  return {alike_line(setting, of_pair(comparisons, *arm, *setting.relu), comparisons.size())};
}

std::vector<ClaimLine> large_slope_lines(const ClaimSetting& setting) {
  if (setting.leaky.empty()) return {untested("there is no leaky arm")};
  const auto [smallest, largest] = std::minmax_element(
      setting.leaky.begin(), setting.leaky.end(),
      [&](std::size_t a, std::size_t b) { return slope(setting, a) < slope(setting, b); });
  if (slope(setting, *largest) <= kLargestSmallSlope) return {untested("all slopes are small")};
  if (slope(setting, *smallest) == slope(setting, *largest)) {
    return {untested("there is one slope only")};
  }
  const BestSet& best = setting.verdict.best;
  if (!best.leader) return {untested("no run is measured yet")};
  if (*largest == *best.leader) return {leading_line(setting, *largest)};
  const ArmComparison& pair = of_pair(best.pairs, *largest, *best.leader);
  const ClaimResult result =
      pair.outcome == Outcome::worse ? ClaimResult::supported : ClaimResult::not_shown;
  return {difference_line(setting, pair, best.pairs.size(), result)};
}

}  // namespace leakygan
