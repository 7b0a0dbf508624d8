#pragma once

#include <optional>
#include <string>
#include <vector>

#include "study/analysis/arm_summary.h"
#include "study/analysis/best_set.h"
#include "study/analysis/comparison.h"
#include "study/analysis/facts.h"
#include "study/analysis/standing.h"

namespace leakygan {

// What a study says of its arms' scores, and no more than it carries.
struct Verdict {
  Standing standing;
  std::optional<double> margin;            // of no difference, in the metric's unit
  std::vector<ArmSummary> arms;            // one for each arm of the study
  std::vector<ArmComparison> comparisons;  // each compared arm with the baseline
  BestSet best;
  std::string sentence;       // on the comparisons with the baseline
  std::string best_sentence;  // on the best set; empty where the standing does not decide
};

// The study has a baseline that is no stress arm, and each arm has a run for each seed.
Verdict judge(const StudyFacts& study);

}  // namespace leakygan
