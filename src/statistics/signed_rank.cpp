#include "statistics/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <vector>

#include "statistics/sign_flip.h"

namespace leakygan {
namespace {

// Sizes that differ by rounding only share a rank.
constexpr double kTie = 1e-9;

bool tied(double smaller, double larger) {
  return smaller == larger || larger - smaller <= kTie * smaller;
}

// With the signs of the differences, in the order of their sizes.
std::vector<double> signed_ranks(std::span<const double> differences) {
  std::vector<double> ordered;
  std::copy_if(differences.begin(), differences.end(), std::back_inserter(ordered),
               [](double difference) { return difference != 0; });
  std::sort(ordered.begin(), ordered.end(),
            [](double a, double b) { return std::abs(a) < std::abs(b); });
  std::vector<double> ranks;
  while (ranks.size() < ordered.size()) {
    const std::size_t first = ranks.size();
    std::size_t end = first + 1;
    while (end < ordered.size() && tied(std::abs(ordered[first]), std::abs(ordered[end]))) ++end;
    const double shared = static_cast<double>(first + 1 + end) / 2;
    for (std::size_t i = first; i < end; ++i) ranks.push_back(std::copysign(shared, ordered[i]));
  }
  return ranks;
}

}  // namespace

SignedRankTest signed_rank_test(std::span<const double> differences) {
  const std::vector<double> ranks = signed_ranks(differences);
  if (ranks.empty()) return {};
  return {ranks.size(), std::accumulate(ranks.begin(), ranks.end(), 0.0), sign_flip_p(ranks)};
}

}  // namespace leakygan
