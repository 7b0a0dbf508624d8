#include "statistics/sign_flip.h"

#include <gtest/gtest.h>

#include "statistics/paired_t_test.h"
#include "support/random.h"
#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(SignFlip, IsScipysPermutationTest) {
  for (const auto& [name, expected] : reference().at("differences").items()) {
    SCOPED_TRACE(name);
    const std::vector<double> differences = numbers(expected.at("values"));
    const bool exact = differences.size() <= 16;
    // A sample of 100,000 has a standard deviation of at most 0.0016.
    EXPECT_NEAR(sign_flip_p(differences), expected.at("sign_flip"), exact ? 1e-12 : 0.005);
  }
}

TEST(SignFlip, HasTwoExtremesWhenAllDifferencesHaveOneSign) {
  EXPECT_EQ(sign_flip_p(std::vector{2.0}), 1);
  for (std::size_t n = 2; n <= 16; ++n) {
    const std::vector<double> differences(n, 0.1);
    EXPECT_EQ(sign_flip_p(differences), 2 / std::pow(2.0, n)) << n;
  }
}

TEST(SignFlip, OfNoDifferencesIsOne) {
  EXPECT_EQ(sign_flip_p(std::vector<double>(8, 0.0)), 1);
  EXPECT_EQ(sign_flip_p(std::vector<double>(100, 0.0)), 1);
}

TEST(SignFlip, OfASampleIsNeverZeroAndAlwaysTheSame) {
  const std::vector<double> differences(200, 1.0);
  EXPECT_EQ(sign_flip_p(differences), 1.0 / 100001);
  EXPECT_EQ(sign_flip_p(differences), sign_flip_p(differences));
}

// With more than 64 differences one random number does not have a bit for each.
TEST(SignFlip, OfManyDifferencesIsNearTheTTest) {
  SplitMix64 random(5);
  std::vector<double> differences(150);
  for (double& difference : differences) difference = 0.1 + random.normal();
  EXPECT_NEAR(sign_flip_p(differences), paired_t_test(differences).p, 0.01);
}

}  // namespace
}  // namespace leakygan::testing
