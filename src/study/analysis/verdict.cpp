#include "study/analysis/verdict.h"

#include "study/analysis/verdict_text.h"

namespace leakygan {
namespace {

const ArmComparison* comparison_of(const std::vector<ArmComparison>& comparisons, std::size_t arm) {
  for (const ArmComparison& comparison : comparisons) {
    if (comparison.arms.arm == arm) return &comparison;
  }
  return nullptr;
}

}  // namespace

Verdict judge(const StudyFacts& study) {
  Verdict verdict;
  verdict.standing = standing(study);
  verdict.margin = margin_of(study);
  verdict.comparisons = compare_with(study, verdict.standing, study.baseline);
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
    verdict.arms.push_back(summarize(study, arm, comparison_of(verdict.comparisons, arm)));
  }
  verdict.best = best_set(study, verdict.standing, verdict.arms);
  verdict.sentence = verdict_sentence(study, verdict.standing, verdict.comparisons);
  verdict.best_sentence = best_sentence(study, verdict.standing, verdict.best);
  return verdict;
}

}  // namespace leakygan
