#include "statistics/sign_flip.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "support/random.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostEnumerated = 16;
constexpr std::uint64_t kSampled = 100000;
// Sums of the same numbers in another order, which are equal but for rounding, count as equal.
constexpr double kTie = 1e-9;

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
  return {differences, std::abs(sum) - kTie * scale};
}

// Bit i of `signs` turns difference i round, for up to 64.
double sum_with(std::span<const double> differences, std::uint64_t signs) {
  double sum = 0;
  for (const double difference : differences) {
    sum += (signs & 1) != 0 ? -difference : difference;
    signs >>= 1;
  }
  return sum;
}

double enumerated(const Observed& observed) {
  const std::uint64_t ways = std::uint64_t{1} << observed.differences.size();
  std::uint64_t far = 0;
  for (std::uint64_t signs = 0; signs < ways; ++signs) {
    far += std::abs(sum_with(observed.differences, signs)) >= observed.least ? 1 : 0;
  }
  return static_cast<double>(far) / static_cast<double>(ways);
}

double sampled(const Observed& observed) {
  SplitMix64 random(stream_seed(0, "sign flips"));
  std::uint64_t far = 1;
  for (std::uint64_t way = 0; way < kSampled; ++way) {
    double sum = 0;
    for (std::size_t i = 0; i < observed.differences.size(); i += 64) {
      const std::size_t count = std::min<std::size_t>(64, observed.differences.size() - i);
      sum += sum_with(observed.differences.subspan(i, count), random.next());
    }
    far += std::abs(sum) >= observed.least ? 1 : 0;
  }
  return static_cast<double>(far) / static_cast<double>(kSampled + 1);
}

}  // namespace

double sign_flip_p(std::span<const double> differences) {
  const Observed observed = observe(differences);
  return differences.size() <= kMostEnumerated ? enumerated(observed) : sampled(observed);
}

}  // namespace leakygan
