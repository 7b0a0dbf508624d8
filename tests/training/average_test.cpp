#include "training/average.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/registry.h"
#include "tests/training/step_options_test.h"

namespace leakygan {
namespace {

using testing::kImage;

Config small(std::int64_t half_life) {
  Config config;
  config.generator.width = 4;
  config.generator.latent = 8;
  config.training.ema = half_life;
  return config;
}

std::shared_ptr<Generator> generator(const Config& config) {
  return architecture("dcgan").make_generator(config.generator, kImage, config.seed);
}

void fill(torch::nn::Module& network, double value) {
  const torch::NoGradGuard no_grad;
  for (auto& parameter : network.parameters()) parameter.fill_(value);
  for (auto& buffer : network.buffers()) buffer.fill_(value);
}

TEST(Average, HalvesTheDistanceInAHalfLife) {
  const Config config = small(1000);
  const auto trained = generator(config);
  fill(*trained, 0);
  GeneratorAverage average(*trained, config, kImage, at::kCPU);
  fill(*trained, 1);
  for (int i = 0; i < 10; ++i) average.update(*trained, 100, 1'000'000);
  for (const auto& parameter : average.network().parameters()) {
    EXPECT_TRUE(torch::allclose(parameter, torch::full_like(parameter, 0.5), 1e-5, 1e-6));
  }
  // Running means and variances go with the weights; the count of batches is the network's.
  for (const auto& buffer : average.network().buffers()) {
    EXPECT_NEAR(buffer.to(at::kDouble).mean().item<double>(),
                buffer.is_floating_point() ? 0.5 : 1.0, 1e-5);
  }
}

TEST(Average, FollowsFasterWhileFewImagesWereShown) {
  const Config config = small(1'000'000);
  const auto trained = generator(config);
  fill(*trained, 0);
  GeneratorAverage average(*trained, config, kImage, at::kCPU);
  fill(*trained, 1);
  average.update(*trained, 100, 2000);  // a half-life of 100
  const auto weight = average.network().parameters()[0];
  EXPECT_NEAR(weight.mean().item<double>(), 0.5, 1e-5);
}

TEST(Average, StartsFromTheWeightsAndTakesNoGradient) {
  const Config config = small(100);
  const auto trained = generator(config);
  fill(*trained, 3);
  GeneratorAverage average(*trained, config, kImage, at::kCPU);
  EXPECT_TRUE(torch::equal(average.network().parameters()[0], trained->parameters()[0]));
  EXPECT_FALSE(average.network().parameters()[0].requires_grad());
  EXPECT_FALSE(average.network().is_training());
}

}  // namespace
}  // namespace leakygan
