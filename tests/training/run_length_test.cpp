#include "training/run_length.h"

#include <gtest/gtest.h>

namespace leakygan {
namespace {

TEST(RunLength, EndsByImages) {
  const RunLength length({.images = 100}, 10);
  EXPECT_FALSE(length.reached(99, 1e9));
  EXPECT_TRUE(length.reached(100, 0));
  EXPECT_EQ(length.done(50, 0), 0.5);
  EXPECT_EQ(length.text(), "100 images");
}

TEST(RunLength, EndsByEpochsRoundedUpToWholeImages) {
  const RunLength length({.epochs = 2.5}, 11);
  EXPECT_FALSE(length.reached(27, 0));
  EXPECT_TRUE(length.reached(28, 0));
}

TEST(RunLength, EndsByMinutes) {
  const RunLength length({.minutes = 0.5}, 11);
  EXPECT_FALSE(length.reached(1000000, 29.9));
  EXPECT_TRUE(length.reached(0, 30));
  EXPECT_EQ(length.done(0, 90), 1.0);
}

}  // namespace
}  // namespace leakygan
