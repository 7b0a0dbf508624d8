#include "data/holdout.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/random.h"

namespace leakygan {
namespace {

std::vector<std::uint64_t> hashes(std::size_t count) {
  SplitMix64 random(1);
  std::vector<std::uint64_t> all(count);
  for (auto& hash : all) hash = random.next();
  return all;
}

std::size_t chosen(const std::vector<bool>& held_out) {
  return static_cast<std::size_t>(std::count(held_out.begin(), held_out.end(), true));
}

TEST(HoldoutSize, IsATenthButAtMostFiveThousandAndLeavesABatch) {
  EXPECT_EQ(holdout_size({}, 1000, 64), 100U);
  EXPECT_EQ(holdout_size({}, 70000, 64), 5000U);
  EXPECT_EQ(holdout_size({}, 66, 64), 2U);
  EXPECT_EQ(holdout_size({}, 64, 64), 0U);
  EXPECT_EQ(holdout_size({}, 10, 64), 0U);
  EXPECT_EQ(holdout_size({}, 1000, 64, 256), 256U);
  EXPECT_EQ(holdout_size({}, 70000, 64, 256), 5000U);
  EXPECT_EQ(holdout_size({}, 300, 64, 256), 236U);
  EXPECT_EQ(holdout_size(7, 10, 64), 7U);
  EXPECT_EQ(holdout_size(7, 1000, 64, 256), 7U);
  EXPECT_EQ(holdout_size(0, 1000, 64), 0U);
}

TEST(Holdout, HasTheNumberThatWasAskedFor) {
  for (const std::size_t count : {0U, 1U, 37U, 100U, 200U}) {
    EXPECT_EQ(chosen(choose_holdout(hashes(100), count)), std::min<std::size_t>(count, 100));
  }
}

TEST(Holdout, GoesByContentNotByOrder) {
  auto all = hashes(100);
  const auto before = choose_holdout(all, 20);
  std::reverse(all.begin(), all.end());
  auto after = choose_holdout(all, 20);
  std::reverse(after.begin(), after.end());
  EXPECT_EQ(before, after);
}

TEST(Holdout, StaysWhenImagesAreAdded) {
  const auto many = hashes(1100);
  const std::vector<std::uint64_t> few(many.begin(), many.begin() + 1000);
  const auto before = choose_holdout(few, 100);
  const auto after = choose_holdout(many, 110);
  std::size_t stayed = 0;
  for (std::size_t i = 0; i < few.size(); ++i) stayed += before[i] && after[i] ? 1 : 0;
  EXPECT_GE(stayed, 80U);
}

TEST(Holdout, KeepsCopiesTogether) {
  auto all = hashes(100);
  for (std::size_t i = 0; i < 50; ++i) all[50 + i] = all[i];
  const auto held_out = choose_holdout(all, 21);
  EXPECT_EQ(chosen(held_out), 20U);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(held_out[i], held_out[50 + i]);
}

TEST(Holdout, OfCopiesOfOneImageIsNone) {
  EXPECT_EQ(chosen(choose_holdout(std::vector<std::uint64_t>(100, 5), 10)), 0U);
}

}  // namespace
}  // namespace leakygan
