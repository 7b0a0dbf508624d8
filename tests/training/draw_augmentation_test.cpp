#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/training/augment_test.h"

namespace leakygan {
namespace {

using testing::kAll;
using testing::largest;

TEST(DrawAugmentation, FillsTheRangesOfColors) {
  const auto color = draw_augmentation(kAll, 20000, {3, 8, 8}, 1, "a", 0).color;
  const auto low = torch::tensor({-0.5, 0.0, 0.5}, at::kDouble);
  const auto high = torch::tensor({0.5, 2.0, 1.5}, at::kDouble);
  EXPECT_TRUE((color >= low).logical_and(color < high).all().item<bool>());
  const at::Tensor share = (color - low) / (high - low);
  EXPECT_LT(std::get<0>(share.min(0)).max().item<double>(), 1e-3);
  EXPECT_GT(std::get<0>(share.max(0)).min().item<double>(), 1 - 1e-3);
  EXPECT_LT(largest(share.mean(0), torch::full({3}, 0.5, at::kDouble)), 0.01);
}

TEST(DrawAugmentation, DrawsEveryShiftUpToAnEighthAlike) {
  // 20 / 8 rounds to 3 (2.5 goes up) and 17 / 8 to 2.
  const auto shift = draw_augmentation(kAll, 35000, {3, 20, 17}, 1, "a", 0).shift;
  for (const auto& [axis, most] : {std::pair(0, 3), std::pair(1, 2)}) {
    const at::Tensor counts = torch::bincount(shift.select(1, axis) + most);
    ASSERT_EQ(counts.numel(), 2 * most + 1);
    const double expected = 35000.0 / (2 * most + 1);
    EXPECT_LT((counts - expected).abs().max().item<double>(), 5 * std::sqrt(expected));
  }
}

// The published code: an offset, half the size back, then clamped to the image.
TEST(DrawAugmentation, DrawsTheHolesOfThePublishedCode) {
  for (const std::int64_t side : {1, 2, 3, 8, 10, 17, 23}) {
    const std::int64_t size = (side + 1) / 2;
    std::set<std::pair<std::int64_t, std::int64_t>> expected;
    for (std::int64_t offset = 0; offset < side + 1 - size % 2; ++offset) {
      std::set<std::int64_t> cut;
      for (std::int64_t i = 0; i < size; ++i) {
        cut.insert(std::clamp<std::int64_t>(i + offset - size / 2, 0, side - 1));
      }
      expected.emplace(*cut.begin(), static_cast<std::int64_t>(cut.size()));
    }
    const auto hole = draw_augmentation(kAll, 2000, {3, side, side}, 1, "a", 0).hole;
    for (const std::int64_t axis : {0, 1}) {
      std::set<std::pair<std::int64_t, std::int64_t>> drawn;
      for (std::int64_t i = 0; i < hole.size(0); ++i) {
        drawn.emplace(hole[i][axis].item<std::int64_t>(), hole[i][axis + 2].item<std::int64_t>());
      }
      EXPECT_EQ(drawn, expected) << side;
    }
  }
}

bool same(const Augmentation& a, const Augmentation& b) {
  return torch::equal(a.color, b.color) && torch::equal(a.shift, b.shift) &&
         torch::equal(a.hole, b.hole);
}

TEST(DrawAugmentation, IsAFunctionOfSeedStreamAndIndex) {
  const ImageShape shape = {3, 64, 64};
  const auto one = draw_augmentation(kAll, 16, shape, 1, "a", 5);
  EXPECT_TRUE(same(one, draw_augmentation(kAll, 16, shape, 1, "a", 5)));
  for (const auto& other : {draw_augmentation(kAll, 16, shape, 2, "a", 5),
                            draw_augmentation(kAll, 16, shape, 1, "b", 5),
                            draw_augmentation(kAll, 16, shape, 1, "a", 6)}) {
    EXPECT_FALSE(torch::equal(one.color, other.color));
    EXPECT_FALSE(torch::equal(one.shift, other.shift));
    EXPECT_FALSE(torch::equal(one.hole, other.hole));
  }
}

TEST(DrawAugmentation, GivesEachImageItsOwnAmounts) {
  const auto drawn = draw_augmentation(kAll, 64, {3, 64, 64}, 1, "a", 0);
  EXPECT_EQ(std::get<0>(torch::unique_dim(drawn.color, 0)).size(0), 64);
  EXPECT_GT(std::get<0>(torch::unique_dim(drawn.shift, 0)).size(0), 40);
  EXPECT_GT(std::get<0>(torch::unique_dim(drawn.hole, 0)).size(0), 40);
}

TEST(DrawAugmentation, GivesFirstImagesTheSameHoweverManyFollow) {
  const auto few = draw_augmentation(kAll, 3, {3, 64, 64}, 1, "a", 0);
  const auto many = draw_augmentation(kAll, 9, {3, 64, 64}, 1, "a", 0);
  EXPECT_TRUE(
      same(few, {many.color.slice(0, 0, 3), many.shift.slice(0, 0, 3), many.hole.slice(0, 0, 3)}));
}

TEST(DrawAugmentation, OfOnePolicyIsTheSameWhateverElseIsOn) {
  const ImageShape shape = {3, 64, 64};
  const auto all = draw_augmentation(kAll, 8, shape, 1, "a", 0);
  const auto color = draw_augmentation({.color = true}, 8, shape, 1, "a", 0);
  const auto shift = draw_augmentation({.translation = true}, 8, shape, 1, "a", 0);
  const auto hole = draw_augmentation({.cutout = true}, 8, shape, 1, "a", 0);
  EXPECT_TRUE(same(all, {color.color, shift.shift, hole.hole}));
  EXPECT_FALSE(color.shift.defined() || color.hole.defined() || shift.color.defined());
}

}  // namespace
}  // namespace leakygan
