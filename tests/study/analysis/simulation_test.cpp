#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "statistics/paired_power.h"
#include "study/analysis/verdict.h"
#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

constexpr std::uint64_t kStudies = 2000;

// Share of simulated studies for which `is_so`. With a noise of sqrt(1/2) in each arm a difference
// of two has a standard deviation of 1.
template <typename Predicate>
double share(std::size_t seeds, const Shift& shift, const Predicate& is_so) {
  std::uint64_t count = 0;
  for (std::uint64_t number = 1; number <= kStudies; ++number) {
    count += is_so(judge(default_study(seeds, shift, std::sqrt(0.5), number))) ? 1 : 0;
  }
  return static_cast<double>(count) / static_cast<double>(kStudies);
}

bool finds(const Verdict& verdict, Outcome outcome) {
  return std::any_of(verdict.comparisons.begin(), verdict.comparisons.end(),
                     [&](const auto& comparison) { return comparison.outcome == outcome; });
}

TEST(Simulation, OfEqualArmsFindsADifferenceInAtMostOneOfTwentyStudies) {
  const double found = share(8, {}, [](const Verdict& verdict) {
    return finds(verdict, Outcome::better) || finds(verdict, Outcome::worse);
  });
  EXPECT_LE(found, 0.05);
  std::printf("a difference of equal arms is found in %.2f%% of studies\n", 100 * found);
}

TEST(Simulation, OfEqualArmsNarrowsTheBestInAtMostOneOfTwentyStudies) {
  EXPECT_LE(share(8, {}, [](const Verdict& verdict) { return verdict.best.members.size() < 5; }),
            0.05);
}

// Holm's correction finds what Bonferroni's does and somewhat more.
TEST(Simulation, FindsAnEffectOfOneStandardDeviationAsOftenAsThePlanSays) {
  for (const std::size_t seeds : {8, 12, 15}) {
    const double found = share(seeds, {0, -1, 0, 0}, [](const Verdict& verdict) {
      return verdict.comparisons[1].outcome == Outcome::better;
    });
    const double planned = paired_power(seeds, 1, 0.05 / 4);
    EXPECT_GT(found, planned - 0.03) << seeds;
    EXPECT_LT(found, planned + 0.03) << seeds;
    std::printf("an effect of one standard deviation is found in %.1f%% of studies of %zu seeds\n",
                100 * found, seeds);
  }
}

}  // namespace
}  // namespace leakygan::testing
