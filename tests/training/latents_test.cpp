#include "data/latents.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <array>

namespace leakygan {
namespace {

constexpr GeneratorOptions kUniform = {.latent = 2000, .distribution = LatentDistribution::uniform};

TEST(Latents, UniformOnesFillTheIntervalFromMinusOneToOne) {
  const at::Tensor z = draw_latents(500, kUniform, 1, "latents", 3);
  EXPECT_GE(z.min().item<double>(), -1);
  EXPECT_LT(z.max().item<double>(), 1);
  EXPECT_NEAR(z.mean().item<double>(), 0, 0.005);
  EXPECT_NEAR(z.var().item<double>(), 1.0 / 3, 0.005);
}

// What docs/CHECKPOINTS.md tells Python to do.
TEST(Latents, ASeedsUniformLatentIsThatOfTorchRand) {
  torch::manual_seed(7);
  const at::Tensor expected = torch::rand({1, 2000}) * 2 - 1;
  EXPECT_TRUE(torch::equal(picture_latent(7, kUniform, {}), expected));
}

TEST(Latents, TruncationShrinksUniformOnes) {
  const at::Tensor z = picture_latent(3, kUniform, {});
  EXPECT_TRUE(torch::equal(picture_latent(3, kUniform, 0.5), z * 0.5));
  EXPECT_TRUE(torch::equal(picture_latent(3, kUniform, 2.0), z));
}

TEST(PictureClass, IsAsFrequentAsTheClass) {
  const std::array<std::int64_t, 3> sizes = {600, 100, 300};
  std::array<double, 3> seen = {};
  constexpr std::uint32_t kSeeds = 20000;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    seen.at(static_cast<std::size_t>(picture_class(seed, sizes))) += 1.0 / kSeeds;
  }
  EXPECT_NEAR(seen[0], 0.6, 0.015);
  EXPECT_NEAR(seen[1], 0.1, 0.015);
  EXPECT_NEAR(seen[2], 0.3, 0.015);
  EXPECT_EQ(picture_class(5, sizes), picture_class(5, sizes));
}

}  // namespace
}  // namespace leakygan
