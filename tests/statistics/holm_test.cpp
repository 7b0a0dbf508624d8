#include "statistics/holm.h"

#include <gtest/gtest.h>

#include "tests/statistics/reference.h"

namespace leakygan::testing {
namespace {

TEST(Holm, GivesTheValuesOfTheDefinitionInTheOrderGiven) {
  for (const auto& expected : reference().at("holm")) {
    SCOPED_TRACE(expected.dump());
    const std::vector<double> adjusted = holm(numbers(expected.at("p")));
    ASSERT_EQ(adjusted.size(), expected.at("adjusted").size());
    for (std::size_t i = 0; i < adjusted.size(); ++i) {
      expect_close(adjusted[i], expected.at("adjusted").at(i));
    }
  }
}

TEST(Holm, LeavesASingleValueAsItIs) { EXPECT_EQ(holm(std::vector{0.03}), std::vector{0.03}); }

TEST(Holm, OfNothingIsNothing) { EXPECT_TRUE(holm({}).empty()); }

}  // namespace
}  // namespace leakygan::testing
