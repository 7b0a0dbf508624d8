#include "study/analysis/score_claims.h"

#include <algorithm>
#include <cmath>

#include "study/analysis/levels.h"
#include "study/analysis/score_line.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

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

ClaimLine alike_line(const ClaimSetting& setting, const ArmComparison& comparison,
                     std::size_t comparisons) {
  const ClaimResult result = is_alike(setting, comparison);
  const double margin = setting.verdict.margin.value_or(0);
  // Where the mean is beyond the margin more seeds would show that, not equivalence.
  if (!comparison.t_test || std::abs(comparison.t_test->mean) >= margin) {
    return difference_line(setting, comparison, comparisons, result);
  }
  ClaimLine line = score_line(setting, comparison, comparisons);
  line.result = result;
  line.equivalence_p = comparison.equivalence_p;
  const PairedTTest& test = *comparison.t_test;
  line.seeds_needed = seeds_to_show_equivalence(setting, in_deviations(test.mean, test),
                                                in_deviations(margin, test));
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

// relu, if there is one, and the leaky arms but one.
std::vector<std::size_t> compared_with(const ClaimSetting& setting, std::size_t arm) {
  std::vector<std::size_t> others = setting.leaky;
  if (setting.relu) others.insert(others.begin(), *setting.relu);
  std::erase(others, arm);
  return others;
}

// Better than all others contradicts that a large slope hurts.
ClaimResult is_hurt(const std::vector<ArmComparison>& with_others, const ArmComparison& with_best) {
  if (with_best.outcome == Outcome::worse) return ClaimResult::supported;
  const bool is_best = std::all_of(with_others.begin(), with_others.end(), [](const auto& pair) {
    return pair.outcome == Outcome::better;
  });
  return is_best ? ClaimResult::contradicted : ClaimResult::not_shown;
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
  const std::vector<std::size_t> others = compared_with(setting, *largest);
  const auto best = best_arm(setting.study, setting.verdict.arms, others);
  if (!best) return {untested("no run is measured yet")};
  std::vector<ArmPair> pairs;
  pairs.reserve(others.size());
  for (const std::size_t other : others) pairs.push_back({*largest, other});
  const auto comparisons = compare_pairs(setting.study, setting.verdict.standing, pairs);
  const ArmComparison& with_best = of_pair(comparisons, *largest, *best);
  return {difference_line(setting, with_best, pairs.size(), is_hurt(comparisons, with_best))};
}

}  // namespace leakygan
