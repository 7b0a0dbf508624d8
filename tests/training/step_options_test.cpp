#include "tests/training/step_options_test.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "data/latents.h"
#include "models/registry.h"
#include "training/augment.h"
#include "training/finite.h"

// What each option of training does to a step.

namespace leakygan {
namespace {

using testing::config_with;
using testing::copies;
using testing::kImage;
using testing::random_batch;

double largest_change(const std::vector<at::Tensor>& before, const torch::nn::Module& network) {
  double largest = 0;
  const auto after = network.parameters();
  for (std::size_t i = 0; i < after.size(); ++i) {
    largest = std::max(largest, (after[i] - before[i]).abs().max().item<double>());
  }
  return largest;
}

TEST(StepOptions, EachUpdateOfTheDiscriminatorHasABatchOfItsOwn) {
  torch::manual_seed(1);
  const Config config = config_with({"training.discriminator_steps=3"});
  Gan gan(config, kImage, at::kCPU);
  const std::vector<StepBatch> batches = {random_batch(), random_batch(), random_batch()};
  gan.step({.batches = batches});
  // The same by hand, two updates of the discriminator without one of the generator first.
  const auto g = architecture("dcgan").make_generator(config.generator, kImage, config.seed);
  const auto d =
      architecture("dcgan").make_discriminator(config.discriminator, kImage, config.seed);
  Adam g_adam(g->parameters(), config.optimizer.generator);
  Adam d_adam(d->parameters(), config.optimizer.discriminator);
  const auto& loss = objective("non_saturating");
  at::Tensor fake;
  for (const auto& batch : batches) {
    fake = g->forward(batch.latents);
    const at::Tensor real = d->forward(batch.real);
    d_adam.zero_grad();
    loss.discriminator(real, d->forward(fake.detach()), 0).backward();
    d_adam.step();
  }
  loss.generator(d->forward(fake), {}).backward();
  g_adam.step();
  const auto expect_close = [](const auto& ours, const auto& theirs) {
    for (std::size_t i = 0; i < ours.size(); ++i) {
      EXPECT_LT((ours[i] - theirs[i]).abs().mean().template item<double>(), 2e-6) << i;
    }
  };
  expect_close(gan.generator().parameters(), g->parameters());
  expect_close(gan.discriminator().parameters(), d->parameters());
}

TEST(StepOptions, AtTheEndOfACosineNothingIsLearned) {
  const Config config = config_with({"optimizer.schedule=cosine", "training.schedule_images=600"});
  Gan gan(config, kImage, at::kCPU);
  const auto before = copies(gan.generator());
  gan.step({.batches = {random_batch()}, .index = 100});
  EXPECT_LT(largest_change(before, gan.generator()), 1e-12);
  gan.step({.batches = {random_batch()}, .index = 50});
  EXPECT_GT(largest_change(before, gan.generator()), 5e-5);
  // Adam's first steps are as long as its learning rate, half of 2e-4 here.
  EXPECT_LT(largest_change(before, gan.generator()), 1.5e-4);
}

TEST(StepOptions, AGradientThatIsTooLongIsScaledDown) {
  Gan gan(config_with({"training.clip_gradient=0.01"}), kImage, at::kCPU);
  const StepReport report = gan.step({.batches = {random_batch()}});
  EXPECT_GT(report.discriminator_gradient, 0.01) << "as it was before";
  EXPECT_NEAR(finite_gradient_norm("discriminator", gan.discriminator()), 0.01, 1e-6);
  std::vector<at::Tensor> parameters = {torch::zeros({2})};
  parameters[0].mutable_grad() = torch::tensor({3.0F, 4.0F});
  clip_gradient(parameters, 5, 10);
  EXPECT_TRUE(torch::equal(parameters[0].grad(), torch::tensor({3.0F, 4.0F})));
  clip_gradient(parameters, 5, 2.5);
  EXPECT_TRUE(torch::allclose(parameters[0].grad(), torch::tensor({1.5F, 2.0F})));
}

TEST(StepOptions, APenaltyIsToldBesideTheLossAndTaughtWithIt) {
  const std::vector<std::string> common = {"discriminator.normalization=none"};
  const auto gradient_with = [&](const std::string& penalty, StepReport& report) {
    torch::manual_seed(2);
    auto overrides = common;
    overrides.push_back(penalty);
    Gan gan(config_with(overrides), kImage, at::kCPU);
    report = gan.step({.batches = {random_batch()}});
    return gan.discriminator().named_parameters()["layers.0.conv.weight"].grad().clone();
  };
  StepReport plain;
  const at::Tensor without = gradient_with("objective.r1=0", plain);
  EXPECT_FALSE(plain.penalty);
  for (const char* penalty : {"objective.r1=1", "objective.r2=1", "objective.gradient_penalty=1"}) {
    StepReport one;
    const at::Tensor with = gradient_with(penalty, one);
    ASSERT_TRUE(one.penalty) << penalty;
    EXPECT_GT(*one.penalty, 0);
    EXPECT_EQ(one.discriminator_loss, plain.discriminator_loss);
    EXPECT_FALSE(torch::allclose(with, without, 1e-3, 0)) << penalty;
  }
}

TEST(StepOptions, PenaltiesComeEveryKthStepOnly) {
  Gan gan(config_with(
              {"discriminator.normalization=none", "objective.r1=1", "objective.penalty_every=3"}),
          kImage, at::kCPU);
  for (std::int64_t index = 0; index < 6; ++index) {
    const StepReport report = gan.step({.batches = {random_batch()}, .index = index});
    EXPECT_EQ(report.penalty.has_value(), index % 3 == 0) << index;
  }
}

// With everything that is random, a step is a function of its input and its number.
TEST(StepOptions, RandomAmountsAreAFunctionOfTheStepsNumber) {
  const Config config =
      config_with({"training.augment=[color, translation, cutout]", "objective.instance_noise=0.3",
                   "training.schedule_images=60000", "objective.gradient_penalty=10",
                   "discriminator.normalization=none"});
  const StepBatch batch = random_batch();
  const auto step = [&](std::int64_t index) {
    Gan gan(config, kImage, at::kCPU);
    return gan.step({.batches = {batch}, .index = index});
  };
  EXPECT_EQ(step(5).discriminator_loss, step(5).discriminator_loss);
  EXPECT_EQ(step(5).generator_loss, step(5).generator_loss);
  EXPECT_NE(step(5).discriminator_loss, step(6).discriminator_loss);
}

TEST(StepOptions, RealAndMadeImagesAreAugmentedInBothUpdates) {
  const StepBatch batch = random_batch();
  // At the end of a cosine no update changes a network, so that only what they are shown differs.
  const auto losses = [&](std::vector<std::string> overrides) {
    for (const char* common : {"discriminator.normalization=none", "optimizer.schedule=cosine",
                               "training.schedule_images=6"}) {
      overrides.emplace_back(common);
    }
    Gan gan(config_with(overrides), kImage, at::kCPU);
    return gan.step({.batches = {batch}, .index = 1});
  };
  const StepReport plain = losses({});
  const StepReport augmented = losses({"training.augment=color"});
  EXPECT_NE(plain.real_logit, augmented.real_logit);
  EXPECT_NE(plain.fake_logit, augmented.fake_logit);
  EXPECT_NE(plain.generator_loss, augmented.generator_loss);
}

TEST(StepOptions, LabelsReachBothNetworks) {
  torch::manual_seed(3);
  Config config = config_with({"generator.conditioning=embedding"});
  config.generator.classes = config.discriminator.classes = 3;
  StepBatch batch = random_batch();
  batch.labels = torch::tensor({0, 1, 1, 0, 1, 1});
  Gan gan(config, kImage, at::kCPU);
  gan.step({.batches = {batch}});
  // The vectors of the two classes have learned, that of the third has not.
  const Gan fresh(config, kImage, at::kCPU);
  const auto expect_learned = [](const torch::nn::Module& network, const torch::nn::Module& before,
                                 const char* name) {
    const at::Tensor moved =
        (network.named_parameters()[name] - before.named_parameters()[name]).abs().sum(1);
    EXPECT_GT(moved[0].item<double>(), 0) << name;
    EXPECT_GT(moved[1].item<double>(), 0) << name;
    EXPECT_EQ(moved[2].item<double>(), 0) << name;
  };
  expect_learned(gan.generator(), fresh.generator(), "embedding.weight");
  expect_learned(gan.discriminator(), fresh.discriminator(), "projection.weight");
}

}  // namespace
}  // namespace leakygan
