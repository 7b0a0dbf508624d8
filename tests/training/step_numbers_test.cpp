#include <gtest/gtest.h>
#include <torch/utils.h>

#include <cmath>

#include "models/registry.h"
#include "tests/training/step_options_test.h"

// That options reach the numbers of a step with the weights and schedules that they have.

namespace leakygan {
namespace {

using testing::config_with;
using testing::kImage;
using testing::random_batch;

// Of a step that as good as changes no network, so that its numbers are those of fresh ones, whose
// logits are of the size that trained ones have.
StepReport still_step(std::vector<std::string> overrides, const StepBatch& batch,
                      std::int64_t index = 0) {
  for (const char* common : {"discriminator.normalization=none", "discriminator.init=gain",
                             "optimizer.discriminator.lr=1e-12", "optimizer.generator.lr=1e-12"}) {
    overrides.emplace_back(common);
  }
  Gan gan(config_with(overrides), kImage, at::kCPU);
  return gan.step({.batches = {batch}, .index = index});
}

TEST(StepNumbers, LossesAreOfTheLogitsOfTheStepsImages) {
  torch::manual_seed(5);
  const StepBatch batch = random_batch();
  const Config config =
      config_with({"discriminator.normalization=none", "discriminator.init=gain"});
  const auto& dcgan = architecture("dcgan");
  const auto d = dcgan.make_discriminator(config.discriminator, kImage, config.seed);
  const at::Tensor real = d->forward(batch.real);
  const at::Tensor fake = d->forward(
      dcgan.make_generator(config.generator, kImage, config.seed)->forward(batch.latents));
  EXPECT_GT((real - fake).abs().mean().item<double>(), 0.05) << "or else any loss would do";
  const auto expect_losses = [&](const std::string& loss, double smoothing) {
    const auto report = still_step(
        {"objective.loss=" + loss, "objective.label_smoothing=" + std::to_string(smoothing)},
        batch);
    const auto& by_hand = objective(loss);
    EXPECT_NEAR(report.discriminator_loss,
                by_hand.discriminator(real, fake, smoothing).item<double>(), 1e-5)
        << loss;
    EXPECT_NEAR(report.generator_loss, by_hand.generator(fake, real).item<double>(), 1e-5) << loss;
  };
  for (const auto& row : objective_table()) expect_losses(row.name, 0);
  expect_losses("non_saturating", 0.3);
  expect_losses("least_squares", 0.3);
}

TEST(StepNumbers, PenaltiesHaveTheirWeightsAndSchedule) {
  torch::manual_seed(6);
  const StepBatch batch = random_batch();
  for (const char* key : {"objective.r1=", "objective.r2=", "objective.gradient_penalty="}) {
    const auto penalty = [&](const char* weight, const char* last, std::int64_t index) {
      return *still_step({std::string(key) + weight, std::string("objective.penalty_final=") + last,
                          "training.schedule_images=600"},
                         batch, index)
                  .penalty;
    };
    const double one = penalty("1", "1", 100);
    EXPECT_NEAR(penalty("10", "1", 100) / one, 10, 1e-4) << key;
    EXPECT_NEAR(penalty("1", "0.25", 100) / one, 0.25, 1e-6) << key << ": at the schedule's end";
  }
}

TEST(StepNumbers, InstanceNoiseIsOnAllThatTheDiscriminatorSeesUntilTheSchedulesEnd) {
  torch::manual_seed(7);
  const StepBatch batch = random_batch();
  const auto with_noise = [&](std::int64_t index) {
    return still_step({"objective.instance_noise=0.5", "training.schedule_images=600"}, batch,
                      index);
  };
  const StepReport plain = still_step({}, batch);
  const StepReport first = with_noise(0);
  EXPECT_GT(std::abs(first.real_logit - plain.real_logit), 1e-3);
  EXPECT_GT(std::abs(first.fake_logit - plain.fake_logit), 1e-3);
  EXPECT_GT(std::abs(first.generator_loss - plain.generator_loss), 1e-3);
  const StepReport last = with_noise(100);
  EXPECT_EQ(last.real_logit, plain.real_logit);
  EXPECT_EQ(last.generator_loss, plain.generator_loss);
}

}  // namespace
}  // namespace leakygan
