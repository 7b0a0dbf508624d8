#include "study/analysis/words.h"

#include <gtest/gtest.h>

namespace leakygan::testing {
namespace {

TEST(Words, ReadAsInASentence) {
  EXPECT_EQ(counted(1, "seed"), "1 seed");
  EXPECT_EQ(counted(0, "run"), "0 runs");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(percent_text(0.05), "5%");
}

TEST(Words, OfNumbersHaveTheirSignAndThreeDigits) {
  EXPECT_EQ(signed_text(1.23456), "+1.23");
  EXPECT_EQ(signed_text(-0.5), "-0.5");
  EXPECT_EQ(signed_text(0), "0");
  EXPECT_EQ(interval_text({-1, 2.5}), "-1 to +2.5");
  EXPECT_EQ(p_text(0.01234), "p = 0.0123");
  EXPECT_EQ(p_text(0), "p < 0.0001");
}

}  // namespace
}  // namespace leakygan::testing
