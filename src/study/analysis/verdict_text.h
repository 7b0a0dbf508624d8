#pragma once

#include <span>
#include <string>

#include "study/analysis/best_set.h"
#include "study/analysis/comparison.h"
#include "study/analysis/facts.h"
#include "study/analysis/standing.h"

namespace leakygan {

// What was found of an arm beside another, with its numbers: "leaky 0.2 is better than relu (-3.1,
// -4.9 to -1.3)".
std::string comparison_text(const StudyFacts& study, const ArmComparison& comparison, bool decides);

// One sentence on all comparisons with the baseline; names a winner only when the standing decides.
std::string verdict_sentence(const StudyFacts& study, const Standing& standing,
                             std::span<const ArmComparison> comparisons);

// One sentence on the best set, whose correction is stricter than that of the comparisons: it may
// hold a baseline that an arm is better than. Empty when the standing does not decide or there is
// no second arm.
std::string best_sentence(const StudyFacts& study, const Standing& standing, const BestSet& best);

}  // namespace leakygan
