#include "models/group_normalization.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace leakygan {
namespace {

// Mean and variance of the given dimensions of [N, groups, C / groups, H, W], in float64.
at::Tensor by_formula(const at::Tensor& x, std::int64_t groups) {
  const at::Tensor parts =
      x.to(at::kDouble).contiguous().view({x.size(0), groups, -1, x.size(2), x.size(3)});
  const at::Tensor mean = parts.mean({2, 3, 4}, true);
  const at::Tensor variance = (parts - mean).square().mean({2, 3, 4}, true);
  return ((parts - mean) / (variance + 1e-5).sqrt()).view(x.sizes());
}

TEST(GroupNormalization, NormalizesGroupsOfAnImagesChannels) {
  torch::manual_seed(1);
  const at::Tensor x = torch::randn({3, 12, 5, 4}).mul(3).add(2);
  for (const std::int64_t groups : {1, 3, 12}) {  // layer, group and instance normalization
    GroupNormalization layer(12, groups);
    const at::Tensor y = layer(x.contiguous(at::MemoryFormat::ChannelsLast));
    EXPECT_TRUE(torch::allclose(y.to(at::kDouble), by_formula(x, groups), 1e-4, 1e-5)) << groups;
  }
}

TEST(GroupNormalization, HasAScaleAndAShiftForEachChannel) {
  GroupNormalization layer(4, 2);
  const torch::NoGradGuard no_grad;
  layer->named_parameters()["weight"].copy_(torch::tensor({1.0, 2.0, 3.0, 4.0}));
  layer->named_parameters()["bias"].copy_(torch::tensor({0.0, 0.5, 1.0, 1.5}));
  const at::Tensor x = torch::randn({2, 4, 3, 3});
  const at::Tensor plain = by_formula(x, 2);
  const at::Tensor y = layer(x).to(at::kDouble);
  for (int c = 0; c < 4; ++c) {
    EXPECT_TRUE(
        torch::allclose(y.select(1, c), plain.select(1, c) * (c + 1) + 0.5 * c, 1e-4, 1e-5));
  }
}

TEST(GroupNormalization, AnImageDoesNotDependOnTheOthers) {
  GroupNormalization layer(8, 2);
  const at::Tensor x = torch::randn({4, 8, 4, 4});
  const at::Tensor together = layer(x);
  EXPECT_TRUE(torch::allclose(layer(x.slice(0, 2, 3)), together.slice(0, 2, 3), 1e-5, 1e-6));
}

TEST(GroupNormalization, GroupsHaveSixteenChannelsWhereTheyDivide) {
  EXPECT_EQ(group_count(64), 4);
  EXPECT_EQ(group_count(16), 1);
  EXPECT_EQ(group_count(8), 1);
  EXPECT_EQ(group_count(24), 3);
  EXPECT_EQ(group_count(7), 7);
}

}  // namespace
}  // namespace leakygan
