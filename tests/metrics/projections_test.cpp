#include "metrics/projections.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/random.h"

namespace leakygan::testing {
namespace {

std::vector<float> numbers(std::size_t count, double mean, double deviation, std::uint64_t seed) {
  std::vector<float> all;
  SplitMix64 random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(static_cast<float>(mean + deviation * random.normal()));
  }
  return all;
}

// The area between the distribution functions of two lists of any lengths.
double by_sorting(std::vector<float> a, std::vector<float> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::vector<float> places = a;
  places.insert(places.end(), b.begin(), b.end());
  std::sort(places.begin(), places.end());
  const auto share_below = [](const std::vector<float>& sorted, float place) {
    const auto count = std::upper_bound(sorted.begin(), sorted.end(), place) - sorted.begin();
    return static_cast<double>(count) / static_cast<double>(sorted.size());
  };
  double area = 0;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    area += std::abs(share_below(a, places[i]) - share_below(b, places[i])) *
            (static_cast<double>(places[i + 1]) - static_cast<double>(places[i]));
  }
  return area;
}

void add(Projections& projections, std::size_t direction, const std::vector<float>& all) {
  std::vector<std::uint16_t> steps;
  for (const float number : all) steps.push_back(Projections::step(number));
  projections.add(direction, steps);
}

TEST(Projections, HaveTheDistanceOfSortedNumbersUpToAStep) {
  const auto a = {numbers(1000, 0, 1, 1), numbers(1000, 0, 1, 2), numbers(50, 3, 9, 3)};
  const auto b = {numbers(1000, 0, 1, 4), numbers(700, 0.4, 2, 5), numbers(6000, -5, 2, 6)};
  Projections left(3);
  Projections right(3);
  for (std::size_t d = 0; d < 3; ++d) {
    add(left, d, a.begin()[d]);
    add(right, d, b.begin()[d]);
  }
  for (std::size_t d = 0; d < 3; ++d) {
    const double expected = by_sorting(a.begin()[d], b.begin()[d]);
    EXPECT_NEAR(left.distance(right, d), expected, 1 / Projections::kStepsPerUnit);
    EXPECT_EQ(right.distance(left, d), left.distance(right, d));
    EXPECT_EQ(left.distance(left, d), 0);
  }
}

TEST(Projections, TakeNumbersBeyondTheLimitAsTheLimit) {
  EXPECT_EQ(Projections::step(0), Projections::kSteps / 2);
  EXPECT_EQ(Projections::step(1e30F), Projections::kSteps - 1);
  EXPECT_EQ(Projections::step(-1e30F), 0);
}

}  // namespace
}  // namespace leakygan::testing
