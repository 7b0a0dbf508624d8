#include "statistics/signed_rank.h"

#include <gtest/gtest.h>

#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(SignedRank, IsScipysPermutationTestOfItsRanks) {
  for (const auto& expected : reference().at("ranked")) {
    SCOPED_TRACE(expected.dump());
    const SignedRankTest test = signed_rank_test(numbers(expected.at("values")));
    EXPECT_EQ(test.n, expected.at("n"));
    EXPECT_EQ(test.sum, expected.at("sum"));
    EXPECT_NEAR(test.p, expected.at("p"), 1e-12);
  }
}

TEST(SignedRank, TakesOnlyOrderAndSignFromSizes) {
  const std::vector<double> differences = {1, -2, 3, 4, -5, 6, 7};
  std::vector<double> stretched = differences;
  for (double& difference : stretched) difference = difference * difference * difference;
  EXPECT_EQ(signed_rank_test(differences).p, signed_rank_test(stretched).p);
}

TEST(SignedRank, CountsAFailureAsLargerThanAnyNumber) {
  const SignedRankTest failed = signed_rank_test(std::vector{kInfinity, -1e300, 2.0, -3.0});
  const SignedRankTest large = signed_rank_test(std::vector{9.0, -5.0, 2.0, -3.0});
  EXPECT_EQ(failed.sum, large.sum);
  EXPECT_EQ(failed.p, large.p);
}

TEST(SignedRank, OfZerosOnlyIsOne) {
  for (const std::size_t n : {0, 1, 8}) {
    const SignedRankTest test = signed_rank_test(std::vector<double>(n, 0.0));
    EXPECT_EQ(test.n, 0U);
    EXPECT_EQ(test.sum, 0);
    EXPECT_EQ(test.p, 1);
  }
}

TEST(SignedRank, OfOneDifferenceIsOne) {
  EXPECT_EQ(signed_rank_test(std::vector{kInfinity, 0.0}).p, 1);
}

}  // namespace
}  // namespace leakygan::testing
