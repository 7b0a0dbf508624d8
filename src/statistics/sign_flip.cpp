#include "statistics/sign_flip.h"

#include <cmath>
#include <cstdint>

#include "support/random.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostEnumerated = 16;
constexpr std::uint64_t kSampled = 100000;
// Sums of the same numbers in another order, which are equal but for rounding, count as equal.
constexpr double kTieOfSums = 1e-9;

// What the signs of one way are compared with.
struct Observed {
  std::span<const double> differences;
  double least;  // distance from 0 that counts as far
};

Observed observe(std::span<const double> differences) {
  double sum = 0;
  double scale = 0;
  for (const double difference : differences) {
    sum += difference;
    scale += std::abs(difference);
  }
  return {differences, std::abs(sum) - kTieOfSums * scale};
}

// How many of the ways to add or take away `rest` end far from 0.
std::uint64_t far_ways(double sum, std::span<const double> rest, double least) {
  if (rest.empty()) return std::abs(sum) >= least ? 1 : 0;
  const std::span<const double> others = rest.subspan(1);
  return far_ways(sum + rest[0], others, least) + far_ways(sum - rest[0], others, least);
}

double enumerated(const Observed& observed) {
  const std::uint64_t ways = std::uint64_t{1} << observed.differences.size();
  const std::uint64_t far = far_ways(0, observed.differences, observed.least);
  return static_cast<double>(far) / static_cast<double>(ways);
}

// The sum with random signs.
double flipped(std::span<const double> differences, SplitMix64& random) {
  double sum = 0;
  std::uint64_t signs = 0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (i % 64 == 0) signs = random.next();
    sum += (signs >> (i % 64) & 1) != 0 ? -differences[i] : differences[i];
  }
  return sum;
}

double sampled(const Observed& observed) {
  SplitMix64 random(stream_seed(0, "sign flips"));
  std::uint64_t far = 1;
  for (std::uint64_t way = 0; way < kSampled; ++way) {
    far += std::abs(flipped(observed.differences, random)) >= observed.least ? 1 : 0;
  }
  return static_cast<double>(far) / static_cast<double>(kSampled + 1);
}

}  // namespace

double sign_flip_p(std::span<const double> differences) {
  const Observed observed = observe(differences);
  return differences.size() <= kMostEnumerated ? enumerated(observed) : sampled(observed);
}

}  // namespace leakygan
