#include "metrics/measured_counts.h"

#include <gtest/gtest.h>

namespace leakygan {
namespace {

using Counts = std::pair<std::size_t, std::size_t>;

Counts counts(std::optional<std::int64_t> asked, std::size_t available) {
  const auto [real, fake] = measured_counts(asked, available);
  return {real, fake};
}

TEST(MeasuredCounts, AreAsManyOfEachBetweenOneAndFiveThousandWhenNobodyAsks) {
  EXPECT_EQ(counts({}, 300), Counts(300, 1000));
  EXPECT_EQ(counts({}, 2500), Counts(2500, 2500));
  EXPECT_EQ(counts({}, 9000), Counts(5000, 5000));
}

TEST(MeasuredCounts, AreAsManyFakesAsAskedForAndNoMoreRealImages) {
  EXPECT_EQ(counts(40, 300), Counts(40, 40));
  EXPECT_EQ(counts(8000, 300), Counts(300, 8000));
  EXPECT_EQ(counts(8000, 9000), Counts(8000, 8000));
}

}  // namespace
}  // namespace leakygan
