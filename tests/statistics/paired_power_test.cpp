#include "statistics/paired_power.h"

#include <gtest/gtest.h>

#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(PairedPower, IsScipysNonCentralT) {
  for (const auto& expected : reference().at("power")) {
    SCOPED_TRACE(expected.dump());
    const double power = paired_power(expected.at(0), expected.at(1), expected.at(2));
    EXPECT_NEAR(power, expected.at(3), 1e-9);
  }
}

// Of an effect of one standard deviation.
TEST(PairedPower, IsWhatAPlannedStudyIsToldForEachNumberOfSeeds) {
  EXPECT_NEAR(paired_power(5, 1, 0.05), 0.40, 0.005);
  EXPECT_NEAR(paired_power(8, 1, 0.05), 0.68, 0.005);
  EXPECT_NEAR(paired_power(10, 1, 0.05), 0.80, 0.005);
  EXPECT_NEAR(paired_power(5, 1, 0.05 / 4), 0.15, 0.005);
  EXPECT_NEAR(paired_power(8, 1, 0.05 / 4), 0.39, 0.005);
  EXPECT_NEAR(paired_power(10, 1, 0.05 / 4), 0.55, 0.005);
  EXPECT_NEAR(paired_power(12, 1, 0.05 / 4), 0.68, 0.005);
  EXPECT_NEAR(paired_power(15, 1, 0.05 / 4), 0.82, 0.005);
}

TEST(PairedPower, OfNoEffectIsTheLevel) {
  for (const std::size_t n : {2, 8, 200}) {
    EXPECT_NEAR(paired_power(n, 0, 0.0125), 0.0125, 1e-12);
  }
}

TEST(PairedPower, HasNoSideAndGoesOnToHugeEffects) {
  EXPECT_EQ(paired_power(8, -0.7, 0.05), paired_power(8, 0.7, 0.05));
  for (const double effect : {1e3, 1e4, 1e5, 1e100}) {
    for (const std::size_t n : {2, 8, 1000}) EXPECT_NEAR(paired_power(n, effect, 0.0125), 1, 1e-6);
  }
}

// On both sides of the place where the mean's noise is left out.
TEST(PairedPower, HasNoStepWhereTheEffectBecomesHuge) {
  const double level = 1e-5;
  const double below = paired_power(2, 0.99999e4 / std::sqrt(2), level);
  const double above = paired_power(2, 1.00001e4 / std::sqrt(2), level);
  EXPECT_NEAR(above, below, 1e-4 * below);
  EXPECT_LT(below, 0.5);
}

TEST(PairsForPower, AreTheFewestThatScipyFinds) {
  for (const auto& expected : reference().at("pairs")) {
    SCOPED_TRACE(expected.dump());
    const auto pairs = pairs_for_power(expected.at(0), expected.at(1), 0.8, 1000);
    ASSERT_EQ(pairs.has_value(), !expected.at(2).is_null());
    if (pairs) {
      EXPECT_EQ(*pairs, expected.at(2));
    }
  }
}

TEST(PairsForPower, OfNoEffectAreTooMany) {
  EXPECT_EQ(pairs_for_power(0, 0.05, 0.8, 100000), std::nullopt);
  EXPECT_EQ(pairs_for_power(1, 0.05, 0.8, 9), std::nullopt);
  EXPECT_EQ(pairs_for_power(1, 0.05, 0.8, 1), std::nullopt);
}

// Shares of 400,000 simulated studies in which both tests rejected (numpy, default_rng(0)).
TEST(EquivalencePower, IsThatOfBothTestsTogether) {
  EXPECT_NEAR(equivalence_power(11, 0, 1, 0.05), 0.84926, 0.002);
  EXPECT_NEAR(equivalence_power(19, -0.1, 0.7, 0.05), 0.76426, 0.002);
  EXPECT_NEAR(equivalence_power(40, 0.2, 0.5, 0.05), 0.58360, 0.002);
  EXPECT_EQ(equivalence_power(5, 0, 0.2, 0.05), 0);
}

TEST(PairsForEquivalence, AreTheFewestWithThatPower) {
  EXPECT_EQ(pairs_for_equivalence(0, 1, 0.05, 0.8, 1000), 11U);
  EXPECT_EQ(pairs_for_equivalence(0, 0.7, 0.05, 0.8, 1000), 19U);
  EXPECT_EQ(pairs_for_equivalence(0, 0.5, 0.05, 0.8, 1000), 36U);
  EXPECT_FALSE(pairs_for_equivalence(0.499, 0.5, 0.05, 0.8, 1000));
}

}  // namespace
}  // namespace leakygan::testing
