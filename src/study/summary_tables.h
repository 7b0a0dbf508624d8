#pragma once

#include <string>
#include <vector>

#include "report/text_table.h"
#include "study/results.h"

// What the results' page and summary.md say alike.

namespace leakygan {

// The name of the folder or archive of the images, without where it is: pages are handed on.
std::string pictures_name(const Study& study);

TextTable arms_text(const StudyResults& results);

// Every arm against the baseline; no rows for a study of one arm.
TextTable differences_text(const StudyResults& results);

// Means over an arm's runs; no rows when nothing was trained.
TextTable cost_text(const StudyFacts& facts);

// What is said of a claim by one measure, and of which arms.
struct ClaimText {
  ClaimResult result = ClaimResult::untested;
  std::string subject;  // "leaky-0.1, leaky-0.2, share of dead channels"; may be empty
  std::string text;     // may be empty
};

// The lines of a claim; arms of which the same is said share one.
std::vector<ClaimText> claim_texts(const Claim& claim);

// "initial weights: same in 8 seeds", one for each kind of input.
std::vector<std::string> inputs_text(const std::vector<InputCheck>& checks);

// "relu, seed 3: its loss is not finite": runs in this state with a reason for it.
std::vector<std::string> reasons_text(const StudyFacts& facts, RunState state);

// Real images beside real ones: the least that can be hoped for. Empty where it was not measured.
std::string reference_text(const StudyResults& results);

// What the numbers do not carry, a sentence or two each.
std::vector<std::string> limits_text(const StudyResults& results);

}  // namespace leakygan
