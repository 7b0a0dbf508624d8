#include "study/analysis/comparison.h"

#include <algorithm>
#include <cmath>

#include "statistics/equivalence.h"
#include "statistics/holm.h"
#include "statistics/sign_flip.h"
#include "statistics/signed_rank.h"
#include "study/analysis/levels.h"

namespace leakygan {
namespace {

std::optional<double> difference(const StudyFacts& study, const RunFacts& run,
                                 const RunFacts& against) {
  const std::optional<double> score = ranked_score(study, run);
  const std::optional<double> other = ranked_score(study, against);
  if (!score || !other) return std::nullopt;
  return *score == *other ? 0 : *score - *other;
}

std::vector<double> known(const std::vector<std::optional<double>>& differences) {
  std::vector<double> values;
  for (const auto& difference : differences) {
    if (difference) values.push_back(*difference);
  }
  return values;
}

void test_means(ArmComparison& result, std::span<const double> values, std::size_t pairs,
                const std::optional<double>& margin) {
  result.mean_difference = mean(values);
  result.sign_flip_p = sign_flip_p(values);
  if (values.size() < 2) return;
  result.t_test = paired_t_test(values);
  result.p = result.t_test->p;
  result.interval = t_interval(*result.t_test, 1 - kLevel / static_cast<double>(pairs));
  if (margin) result.equivalence_p = equivalence_p(*result.t_test, *margin);
}

ArmComparison compare(const StudyFacts& study, const ArmPair& pair, std::size_t pairs,
                      const std::optional<double>& margin) {
  const ArmFacts& arm = study.arms[pair.arm];
  const ArmFacts& against = study.arms[pair.against];
  ArmComparison result;
  result.arms = pair;
  for (std::size_t seed = 0; seed < study.seeds.size(); ++seed) {
    result.differences.push_back(difference(study, arm.runs[seed], against.runs[seed]));
  }
  const std::vector<double> values = known(result.differences);
  result.n = values.size();
  result.by_ranks = failures(arm) + failures(against) > 0;
  if (values.empty()) return result;
  result.is_identical = std::all_of(values.begin(), values.end(), [](double d) { return d == 0; });
  if (result.by_ranks) {
    const SignedRankTest test = signed_rank_test(values);
    result.p = test.p;
    result.rank_sum = test.sum;
  } else {
    test_means(result, values, pairs, margin);
  }
  return result;
}

// Of several together; one without a p value counts, as one that shows nothing.
void correct(std::vector<ArmComparison>& comparisons) {
  std::vector<double> p;
  p.reserve(comparisons.size());
  for (const auto& comparison : comparisons) p.push_back(comparison.p.value_or(1));
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    if (comparisons[i].p) comparisons[i].adjusted_p = adjusted[i];
  }
}

Outcome outcome(const StudyFacts& study, const ArmComparison& comparison) {
  // Of runs that failed on both sides nothing was measured.
  if (comparison.is_identical && !comparison.by_ranks) return Outcome::equivalent;
  if (comparison.adjusted_p.value_or(1) <= kLevel) {
    const double direction =
        comparison.by_ranks ? comparison.rank_sum : *comparison.mean_difference;
    return (direction < 0) == study.lower_is_better ? Outcome::better : Outcome::worse;
  }
  return comparison.equivalence_p.value_or(1) <= kLevel ? Outcome::equivalent : Outcome::not_shown;
}

}  // namespace

std::optional<double> margin_of(const StudyFacts& study) {
  std::vector<double> scores;
  for (const RunFacts& run : study.arms[study.baseline].runs) {
    if (const auto score = ranked_score(study, run)) scores.push_back(*score);
  }
  if (scores.empty()) return std::nullopt;
  const std::optional<double> middle = median(scores);
  if (!middle || !std::isfinite(*middle)) return std::nullopt;
  return study.margin * std::abs(*middle);
}

std::vector<ArmComparison> compare_pairs(const StudyFacts& study, const Standing& standing,
                                         std::span<const ArmPair> pairs) {
  const std::optional<double> margin = margin_of(study);
  std::vector<ArmComparison> comparisons;
  for (const ArmPair& pair : pairs) {
    comparisons.push_back(compare(study, pair, pairs.size(), margin));
  }
  correct(comparisons);
  if (!standing.decides()) return comparisons;
  for (auto& comparison : comparisons) comparison.outcome = outcome(study, comparison);
  return comparisons;
}

std::vector<ArmComparison> compare_with(const StudyFacts& study, const Standing& standing,
                                        std::size_t against) {
  std::vector<ArmPair> pairs;
  for (const std::size_t arm : others_than(study, against)) pairs.push_back({arm, against});
  return compare_pairs(study, standing, pairs);
}

}  // namespace leakygan
