#include "report/page/axis.h"

#include <gtest/gtest.h>

#include <cmath>

namespace leakygan::testing {
namespace {

std::string labels(const std::vector<Tick>& ticks) {
  std::string text;
  for (const Tick& tick : ticks) text += (text.empty() ? "" : " ") + tick.label;
  return text;
}

TEST(Axis, MarksAreAtOneTwoOrFiveTimesAPowerOfTen) {
  EXPECT_EQ(labels(Axis(0, 1).ticks()), "0 0.2 0.4 0.6 0.8 1.0");
  EXPECT_EQ(labels(Axis(-3.2, 4.1).ticks()), "-2 0 2 4");
  EXPECT_EQ(labels(Axis(0, 50000).ticks()), "0 10k 20k 30k 40k 50k");
  EXPECT_EQ(labels(Axis(0, 2.4e6).ticks()), "0 500k 1.0M 1.5M 2.0M");
  EXPECT_EQ(labels(Axis(288.3, 294.9).ticks()), "290 292 294");
}

TEST(Axis, MarksLieWithinItAndAreNoMoreThanAskedFor) {
  for (double low = -7; low < 7; low += 0.37) {
    for (double length = 1e-6; length < 1e6; length *= 3.1) {
      const Axis axis(low, low + length);
      const auto ticks = axis.ticks(6);
      EXPECT_GE(ticks.size(), 2U) << low << " " << length;
      EXPECT_LE(ticks.size(), 6U) << low << " " << length;
      for (const Tick& tick : ticks) {
        EXPECT_GE(axis.place(tick.value), -1e-5);
        EXPECT_LE(axis.place(tick.value), 1 + 1e-5);
      }
    }
  }
}

TEST(Axis, LogarithmicMarksArePowersOfTen) {
  EXPECT_EQ(labels(Axis(0.5, 20000, Spacing::logarithmic).ticks()), "1 10 100 1,000 10k");
  EXPECT_EQ(labels(Axis(3, 60, Spacing::logarithmic).ticks()), "5 10 20 50");
}

TEST(Axis, PlacesFollowTheSpacing) {
  EXPECT_DOUBLE_EQ(Axis(0, 4).place(1), 0.25);
  EXPECT_DOUBLE_EQ(Axis(0, 4, Spacing::square_root).place(1), 0.5);
  EXPECT_DOUBLE_EQ(Axis(1, 100, Spacing::logarithmic).place(10), 0.5);
}

TEST(Axis, EqualNumbersStillHaveALength) {
  for (const double value : {-3.0, 0.0, 5e-7, 1e9}) {
    const Axis axis(value, value);
    EXPECT_GT(axis.place(value), 0);
    EXPECT_LT(axis.place(value), 1);
    EXPECT_FALSE(axis.ticks().empty());
  }
  EXPECT_GT(Axis(2, 2, Spacing::logarithmic).low(), 0);
  EXPECT_GE(Axis(0, 0, Spacing::square_root).low(), 0);
}

TEST(Axis, LabelsHaveTheDigitsOfTheStep) {
  EXPECT_EQ(tick_label(0.25, 0.05), "0.25");
  EXPECT_EQ(tick_label(-1200, 200), "-1,200");
  EXPECT_EQ(tick_label(3e-7, 1e-7), "3e-07");
  EXPECT_EQ(tick_label(1e-18, 0.1), "0");
}

}  // namespace
}  // namespace leakygan::testing
