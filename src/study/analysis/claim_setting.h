#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "study/analysis/claims.h"
#include "study/analysis/facts.h"
#include "study/analysis/verdict.h"

namespace leakygan {

// What all claims are judged from.
struct ClaimSetting {
  const StudyFacts& study;
  const Verdict& verdict;
  std::optional<std::size_t> relu;  // the arm that leaky ones are held against
  std::vector<std::size_t> leaky;   // of one family with it; none of them a stress arm
};

// A line that says why there is nothing to judge.
ClaimLine untested(const std::string& why);

// Why leaky arms cannot be held against relu: one of the two is not there. Empty when they can.
std::string missing_side(const ClaimSetting& setting);

// The seeds with which a test at `level` finds an effect, in standard deviations of the
// differences, in 80% of studies; not fewer than a verdict needs, nothing above 1,000.
std::optional<std::size_t> seeds_to_find(const ClaimSetting& setting, double effect, double level);

// The same of two one-sided tests that show the effect to be within the margin.
std::optional<std::size_t> seeds_to_show_equivalence(const ClaimSetting& setting, double effect,
                                                     double margin);

// A difference, or a margin, in standard deviations of a test's differences, at least 0; an
// enormous number where there is no spread.
double in_deviations(double difference, const PairedTTest& test);

// "0.31 against 0.12 in relu, difference +0.19 (98.8% interval +0.05 to +0.33),
// corrected p = 0.004, 8 seeds": of
// these what the line has.
std::string evidence_text(const ClaimLine& line);

// Why nothing is shown and what would be needed: "; exploratory: 5 seeds, and a verdict needs 8; to
// show a difference as large takes about 12 seeds", where `what` is "a difference as large".
std::string needed_text(const ClaimSetting& setting, const ClaimLine& line,
                        const std::string& what);

}  // namespace leakygan
