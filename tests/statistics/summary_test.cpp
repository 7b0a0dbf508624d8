#include "statistics/summary.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(Summary, OfEqualValuesLeavesNoRounding) {
  for (const double value : {0.1, 1.0 / 3, -7e5, 1e-200}) {
    const std::vector<double> equal(7, value);
    EXPECT_EQ(mean(equal), value);
    EXPECT_EQ(standard_deviation(equal), 0);
    EXPECT_EQ(median(equal), value);
  }
}

TEST(Summary, MedianIsTheMiddleOrHalfwayBetweenTheMiddleTwo) {
  EXPECT_EQ(median(std::vector{5.0, 1.0, 4.0}), 4);
  EXPECT_EQ(median(std::vector{5.0, 1.0, 4.0, 2.0}), 3);
  EXPECT_EQ(median(std::vector{2.0}), 2);
}

TEST(Summary, MedianTakesFailuresForTheWorst) {
  EXPECT_EQ(median(std::vector{5.0, kInfinity, 4.0}), 5);
  EXPECT_EQ(median(std::vector{5.0, kInfinity}), kInfinity);
  EXPECT_EQ(median(std::vector{-kInfinity, -kInfinity}), -kInfinity);
  EXPECT_EQ(median(std::vector{-kInfinity, kInfinity}), std::nullopt);
}

}  // namespace
}  // namespace leakygan::testing
