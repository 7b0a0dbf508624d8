#include "statistics/paired_t_test.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "statistics/equivalence.h"
#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

using Pairs = std::vector<std::pair<double, double>>;

TEST(PairedTTest, IsScipys) {
  for (const auto& [name, expected] : reference().at("differences").items()) {
    SCOPED_TRACE(name);
    const PairedTTest test = paired_t_test(numbers(expected.at("values")));
    EXPECT_EQ(test.n, expected.at("values").size());
    expect_close(test.mean, expected.at("mean"));
    expect_close(test.standard_deviation, expected.at("standard_deviation"));
    expect_close(test.t, expected.at("t"));
    expect_close(test.p, expected.at("p"), 1e-7);
  }
}

TEST(PairedTTest, HasTheIntervalOfScipy) {
  for (const auto& [name, expected] : reference().at("differences").items()) {
    SCOPED_TRACE(name);
    const PairedTTest test = paired_t_test(numbers(expected.at("values")));
    const Interval interval = t_interval(test, 1 - 0.05 / 4);
    expect_close(interval.low, expected.at("interval").at(0));
    expect_close(interval.high, expected.at("interval").at(1));
  }
}

TEST(PairedTTest, OfNoDifferencesAtAllIsCertainOfNothing) {
  const PairedTTest test = paired_t_test(std::vector<double>(5, 0.0));
  EXPECT_EQ(test.t, 0);
  EXPECT_EQ(test.p, 1);
  const Interval interval = t_interval(test, 0.95);
  EXPECT_EQ(interval.low, 0);
  EXPECT_EQ(interval.high, 0);
}

TEST(PairedTTest, OfOneDifferenceRepeatedIsCertain) {
  for (const double difference : {0.1, -1.0 / 3}) {
    const PairedTTest test = paired_t_test(std::vector<double>(3, difference));
    EXPECT_EQ(test.t, difference > 0 ? kInfinity : -kInfinity);
    EXPECT_EQ(test.p, 0);
    EXPECT_EQ(t_interval(test, 0.95).low, difference);
    EXPECT_EQ(t_interval(test, 0.95).high, difference);
  }
}

TEST(Equivalence, IsTheLargerOfTwoOneSidedTests) {
  for (const auto& [name, expected] : reference().at("differences").items()) {
    const PairedTTest test = paired_t_test(numbers(expected.at("values")));
    for (const auto& [margin, p] : expected.at("equivalence").get<Pairs>()) {
      SCOPED_TRACE(name + " at " + std::to_string(margin));
      expect_close(equivalence_p(test, margin), p, 1e-7);
    }
  }
}

TEST(Equivalence, OfOneDifferenceRepeatedIsWhetherItIsWithinTheMargin) {
  const PairedTTest test = paired_t_test(std::vector<double>(3, -0.1));
  EXPECT_EQ(equivalence_p(test, 0.11), 0);
  EXPECT_EQ(equivalence_p(test, 0.1), 1);
  EXPECT_EQ(equivalence_p(test, 0), 1);
  EXPECT_EQ(equivalence_p(paired_t_test(std::vector<double>(3, 0.0)), 0.1), 0);
}

}  // namespace
}  // namespace leakygan::testing
