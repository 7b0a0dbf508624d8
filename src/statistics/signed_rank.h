#pragma once

#include <cstddef>
#include <span>

namespace leakygan {

// The signed-rank test (Wilcoxon 1945): differences of 0 are left out, equal sizes share their
// mean rank.
struct SignedRankTest {
  std::size_t n = 0;  // differences other than 0
  double sum = 0;     // of the ranks of the positive less those of the negative
  double p = 1;       // two-sided, exact whatever the ties: signs flipped as by sign_flip_p
};

// Differences may be +-infinity, where one of two runs failed: all of these tie as the largest.
SignedRankTest signed_rank_test(std::span<const double> differences);

}  // namespace leakygan
