#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "training/checkpoint.h"
#include "training/finite.h"
#include "training/step.h"
#include "training/watchdog.h"

// Trainings that are made to fail half-way: the watchdog says so within an epoch, and nothing
// before.

namespace leakygan {
namespace {

constexpr std::int64_t kImages = 512;
constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kEpoch = kImages / kBatch;  // steps

// Coloured squares on coloured grounds, [N, 3, 16, 16] in [-1, 1].
at::Tensor pictures() {
  at::Tensor images = (torch::rand({kImages, 3, 1, 1}) - 1).expand({-1, -1, 16, 16}).clone();
  for (std::int64_t i = 0; i < kImages; ++i) {
    const auto place = torch::randint(0, 8, {2});
    const auto y = place[0].item<std::int64_t>();
    const auto x = place[1].item<std::int64_t>();
    images[i].slice(1, y, y + 8).slice(2, x, x + 8).copy_(torch::rand({3, 1, 1}));
  }
  return images.contiguous(at::MemoryFormat::ChannelsLast);
}

class Planted : public ::testing::Test {
 protected:
  Planted() {
    torch::manual_seed(1);
    config_.generator.width = config_.discriminator.width = 8;
    config_.generator.latent = 16;
    config_.training.batch = kBatch;
    gan_ = std::make_unique<Gan>(config_, ImageShape{3, 16, 16}, at::kCPU);
    watchdog_ = std::make_unique<Watchdog>(config_, objective(config_.objective.loss).limits,
                                           static_cast<std::size_t>(kImages));
    images_ = pictures();
  }

  // The first warning within so many steps, "" when there is none. `one_latent` for all images
  // makes the generator ignore it.
  std::string warning_in(std::int64_t steps, bool one_latent = false) {
    std::string first;
    for (std::int64_t i = 0; i < steps; ++i) {
      step_ += 1;
      auto latents = torch::randn({kBatch, config_.generator.latent});
      if (one_latent) latents = latents.slice(0, 0, 1).expand({kBatch, -1}).contiguous();
      const auto real = images_.index_select(0, torch::randint(0, kImages, {kBatch}));
      const auto report = gan_->step({.batches = {{real, latents}},
                                      .index = step_ - 1,
                                      .measure_distance = watchdog_->wants_distance(step_)});
      for (const auto& warning : watchdog_->observe(step_, report)) {
        if (first.empty()) first = name_of(warning.kind) + ": " + warning.evidence;
      }
    }
    return first;
  }

  void multiply_learning_rates(double factor) {
    config_.optimizer.generator.lr *= factor;
    config_.optimizer.discriminator.lr *= factor;
    auto other = std::make_unique<Gan>(config_, ImageShape{3, 16, 16}, at::kCPU);
    const auto from = gan_->state();
    const auto to = other->state();
    const torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < to.size(); ++i) to[i].tensor.copy_(from[i].tensor);
    gan_ = std::move(other);
  }

  Config config_;
  std::unique_ptr<Gan> gan_;
  std::unique_ptr<Watchdog> watchdog_;
  at::Tensor images_;
  std::int64_t step_ = 0;
};

TEST_F(Planted, CollapseIsSaidWithinAnEpoch) {
  EXPECT_EQ(warning_in(20 * kEpoch), "");
  EXPECT_EQ(warning_in(kEpoch, /*one_latent=*/true).substr(0, 9), "collapse:");
}

TEST_F(Planted, DivergenceIsSaidWithinAnEpoch) {
  EXPECT_EQ(warning_in(20 * kEpoch), "");
  multiply_learning_rates(1e4);
  std::string found;
  try {
    found = warning_in(kEpoch);
  } catch (const Diverged& diverged) {
    found = diverged.what();
  }
  EXPECT_NE(found, "");
}

}  // namespace
}  // namespace leakygan
