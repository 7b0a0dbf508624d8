#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "statistics/summary.h"
#include "study/analysis/facts.h"
#include "study/analysis/verdict.h"

namespace leakygan {

// not_shown: looked at, and the numbers do not carry it. untested: there was nothing to look at.
enum class ClaimResult { supported, contradicted, not_shown, untested };

// A claim judged for one arm by one measure.
struct ClaimLine {
  ClaimResult result = ClaimResult::untested;
  std::string arm;      // empty where there is none to judge
  std::string against;  // the relu arm or the best one; empty for a claim about one arm alone
  std::string measure;
  std::size_t n = 0;  // seeds with a value on both sides; the means are over these
  std::optional<double> arm_mean;
  std::optional<double> against_mean;
  std::optional<double> difference;     // arm_mean less against_mean
  std::optional<Interval> interval;     // of it
  double confidence = 0;                // of the interval: 1 - 0.05 / k for k lines judged together
  std::optional<double> p;              // corrected by Holm over them
  std::optional<double> equivalence_p;  // of the scores, where the claim is that they are alike
  // Seeds with which a test at 0.05 / k finds a difference as large, or an uncorrected one
  // equivalence where that is the claim, with a probability of 80%; nothing above 1,000.
  std::optional<std::size_t> seeds_needed;
  std::string text;  // the numbers in words, with what would be needed or why it is untested
};

struct Claim {
  std::string statement;
  std::vector<ClaimLine> lines;  // at least one
};

struct Claims {
  std::vector<Claim> judged;
  std::vector<std::string> by_definition;  // true of any training, so no evidence
};

// What people believe about leaky ReLU in GANs, for each arm of leaky_relu with a slope above 0
// against the relu arm: the baseline, if it is one, else the first. `verdict` is that of the study.
// None where the arms do not differ in their activation.
Claims judge_claims(const StudyFacts& study, const Verdict& verdict);

}  // namespace leakygan
