#include "sampling/sampler.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <limits>
#include <thread>

#include "data/latents.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"
#include "training/average.h"
#include "training/pixels.h"
#include "training/step.h"

namespace leakygan {
namespace {

constexpr ImageShape kImage{3, 32, 32};

TEST(PictureLatent, IsWhatPythonDrawsFromTheSeed) {
  // torch.randn(1, 20, generator=torch.Generator().manual_seed(7)), PyTorch 2.13.0.
  const auto expected = torch::tensor(
      {-0.8201345F, 0.3956312F,  0.8989085F,  -1.388404F,   0.1984451F, 0.7820727F, 1.039108F,
       -0.7245107F, -0.8489086F, -1.216929F,  -0.08102158F, 1.361485F,  -2.061478F, 0.6741007F,
       -1.323346F,  -1.359769F,  -0.8667016F, -0.5640067F,  -2.056463F, -0.3567225F});
  EXPECT_TRUE(torch::allclose(picture_latent(7, {.latent = 20}, {})[0], expected, 1e-5, 1e-6));
}

TEST(PictureLatent, TruncatedIsANormalDistributionWithoutItsTails) {
  std::vector<at::Tensor> all;
  for (std::uint32_t seed = 0; seed < 400; ++seed)
    all.push_back(picture_latent(seed, {.latent = 100}, 1.0));
  const at::Tensor z = at::cat(all).to(at::kDouble);
  EXPECT_LE(z.abs().max().item<double>(), 1.0);
  EXPECT_GT(z.abs().max().item<double>(), 0.999);
  // Its variance is 1 - 2 T p(T) / (P(T) - P(-T)), 0.2911251 for T = 1.
  EXPECT_NEAR(z.var().item<double>(), 0.2911251, 0.005);
  EXPECT_NEAR(z.mean().item<double>(), 0.0, 0.01);
}

TEST(PictureLatent, TruncationKeepsTheOrderAndVanishesForLargeT) {
  const at::Tensor z = picture_latent(3, {.latent = 50}, {});
  const at::Tensor near = picture_latent(3, {.latent = 50}, 0.5);
  EXPECT_TRUE(torch::equal(z.argsort(), near.argsort()));
  EXPECT_TRUE(torch::allclose(picture_latent(3, {.latent = 50}, 20.0), z, 1e-5, 1e-6));
}

class SamplerOfACheckpoint : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.data.folder = "x";
    config_.data.size = ImageSize{32, 32};
    config_.generator.width = 16;
    config_.discriminator.width = 16;
    config_.training.images = 8;
    config_.training.ema = 100;
    Gan gan(config_, kImage, at::kCPU);
    GeneratorAverage average(gan.generator(), config_, kImage, at::kCPU);
    for (int i = 0; i < 3; ++i) {
      gan.step({.batches = {{torch::rand({8, 3, 32, 32}), torch::randn({8, 100})}}});
      average.update(gan.generator(), 8, 8 * (i + 1));
    }
    expected_ = sample(average.network(), picture_latent(5, {.latent = 100}, {}), {}, at::kCPU, 1);
    auto state = gan.state();
    for (auto& named : tensors_of(kGeneratorAverage, average.network())) state.push_back(named);
    save_checkpoint(path_, state, config_, {});
  }

  testing::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "c.safetensors";
  Config config_;
  at::Tensor expected_;
};

TEST_F(SamplerOfACheckpoint, MakesThePicturesThatTrainingWouldShow) {
  const Sampler sampler(open_checkpoint(path_), true, at::kCPU);
  EXPECT_TRUE(torch::allclose(sampler.picture({.seed = 5}), expected_, 0, 1e-5));
  const Sampler raw(open_checkpoint(path_), false, at::kCPU);
  EXPECT_FALSE(torch::allclose(raw.picture({.seed = 5}), expected_, 0, 1e-5));
}

TEST_F(SamplerOfACheckpoint, GivesTheSameBitsInEveryThread) {
  const Sampler sampler(open_checkpoint(path_), true, at::kCPU);
  const at::Tensor here = sampler.picture({.seed = 5});
  std::vector<at::Tensor> there(4);
  {
    std::vector<std::jthread> threads;
    for (auto& picture : there) {
      threads.emplace_back([&] { picture = sampler.picture({.seed = 5}); });
    }
  }
  for (const auto& picture : there) EXPECT_TRUE(torch::equal(picture, here));
}

TEST_F(SamplerOfACheckpoint, WithoutAnAverageRefusesToUseOne) {
  save_checkpoint(path_, Gan(config_, kImage, at::kCPU).state(), config_, {});
  EXPECT_THROW(Sampler(open_checkpoint(path_), true, at::kCPU), Error);
}

TEST(Pixels, SaturateAndNeverWrap) {
  const auto images = torch::tensor({-1.5F, -1.0F, 0.0F, 0.99F, 1.0F, 1.02F, 3.0F, 1e30F});
  EXPECT_EQ(to_pixels(images.view({1, 1, 2, 4})),
            (std::vector<std::uint8_t>{0, 0, 128, 254, 255, 255, 255, 255}));
}

TEST(Pixels, ThatAreNotFiniteAreRefused) {
  for (const float value :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    EXPECT_THROW(to_pixels(torch::full({1, 3, 2, 2}, value)), Error);
  }
}

}  // namespace
}  // namespace leakygan
