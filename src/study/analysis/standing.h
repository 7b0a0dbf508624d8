#pragma once

#include <cstddef>
#include <string>

#include "study/analysis/facts.h"

namespace leakygan {

// How far a study is, and whether it may say who is better.
struct Standing {
  std::size_t planned = 0;   // runs, stress arm included
  std::size_t finished = 0;  // of them: failed, or complete and measured
  std::size_t seeds = 0;
  std::size_t comparisons = 0;  // arms beside the baseline and the stress arm
  std::size_t seeds_needed = 0;

  // Never before the end: to look after each run and stop when it is significant finds a winner
  // among equals.
  bool decides() const { return finished == planned && seeds >= seeds_needed; }
};

Standing standing(const StudyFacts& study);

// The fewest seeds, at least 8, with which a test by signs or ranks can reach 0.05 / comparisons:
// its smallest p value is 2 / 2^n.
std::size_t seeds_needed(std::size_t comparisons);

// "unfinished: 7 of 40 runs are missing", "exploratory: 5 seeds, and a verdict needs 8"; empty for
// a study that decides.
std::string undecided_text(const Standing& standing);

}  // namespace leakygan
