#include "training/estimate.h"

#include <gtest/gtest.h>

#include "models/registry.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/step_options_test.h"
#include "training/checkpoint.h"
#include "training/step.h"

namespace leakygan {
namespace {

using testing::kLargeImage;

RunEstimate estimate(const Config& config) {
  const auto& dcgan = architecture("dcgan");
  return estimate_run(config, dcgan.plan_generator(config.generator, kLargeImage),
                      dcgan.plan_discriminator(config.discriminator, kLargeImage));
}

TEST(Estimate, OfACheckpointIsTheSizeOfItsFile) {
  const Config config;
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "checkpoint.safetensors";
  save_checkpoint(file, Gan(config, kLargeImage, at::kCPU).state(), config, {});
  const auto expected = static_cast<double>(estimate(config).checkpoint);
  EXPECT_NEAR(static_cast<double>(fs::file_size(file)), expected, 0.02 * expected);
}

TEST(Estimate, OfALazyPenaltyIsItsShare) {
  Config config;
  config.discriminator.normalization = Normalization::none;
  const auto adds = [&](double r1, std::int64_t every) {
    config.objective.r1 = r1;
    config.objective.penalty_every = every;
    return estimate(config).step_multiply_adds;
  };
  const std::int64_t without = adds(0, 1);
  EXPECT_GT(adds(1, 16), without);
  EXPECT_NEAR(static_cast<double>(adds(1, 16) - without),
              static_cast<double>(adds(1, 1) - without) / 16, 64);
}

TEST(Estimate, OfMemoryGrowsWithTheBatchByWhatTheLayersKeep) {
  Config config;
  config.training.batch = 64;
  const std::uint64_t small = estimate(config).memory;
  config.training.batch = 128;
  const std::uint64_t middle = estimate(config).memory;
  config.training.batch = 192;
  EXPECT_EQ(estimate(config).memory - middle, middle - small);
  // Both networks, 64 images, a float for each of the generator's 3 x 32 x 32 and of the
  // discriminator's first 64 x 16 x 16, twice: less than all layers keep.
  EXPECT_GT(middle - small, 64U * 4U * (3U * 32U * 32U + 2U * 64U * 16U * 16U));
}

}  // namespace
}  // namespace leakygan
