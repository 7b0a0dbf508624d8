#include "statistics/wilson.h"

#include <gtest/gtest.h>

#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(Wilson, IsScipys) {
  for (const auto& expected : reference().at("wilson")) {
    SCOPED_TRACE(expected.dump());
    const Interval interval = wilson_interval(expected.at(0), expected.at(1), expected.at(2));
    expect_close(interval.low, expected.at(3));
    expect_close(interval.high, expected.at(4));
  }
}

TEST(Wilson, EndsAtZeroAndOneExactlyWhereOnlyOneKindWasSeen) {
  for (const std::size_t count : {1, 3, 10, 777}) {
    EXPECT_EQ(wilson_interval(0, count).low, 0);
    EXPECT_EQ(wilson_interval(count, count).high, 1);
  }
}

}  // namespace
}  // namespace leakygan::testing
