#include "training/schedule.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace leakygan {
namespace {

Config over(std::int64_t images) {
  Config config;
  config.training.schedule_images = images;
  return config;
}

TEST(Schedule, NothingChangesUnlessItIsAskedFor) {
  for (const std::int64_t images : {0, 50, 100, 1000}) {
    const Scheduled now = scheduled(over(100), images);
    EXPECT_EQ(now.learning_rate, 1);
    EXPECT_EQ(now.penalty, 1);
    EXPECT_EQ(now.instance_noise, 0);
  }
}

TEST(Schedule, TheCosineGoesFromOneToZeroAndStaysThere) {
  Config config = over(1000);
  config.optimizer.schedule = "cosine";
  EXPECT_EQ(scheduled(config, 0).learning_rate, 1);
  EXPECT_NEAR(scheduled(config, 250).learning_rate, (1 + std::sqrt(0.5)) / 2, 1e-15);
  EXPECT_NEAR(scheduled(config, 500).learning_rate, 0.5, 1e-15);
  EXPECT_NEAR(scheduled(config, 1000).learning_rate, 0, 1e-15);
  EXPECT_NEAR(scheduled(config, 5000).learning_rate, 0, 1e-15);
}

TEST(Schedule, PenaltiesApproachTheirFinalShareAlongACosine) {
  Config config = over(1000);
  config.objective.penalty_final = 0.2;
  EXPECT_EQ(scheduled(config, 0).penalty, 1);
  EXPECT_NEAR(scheduled(config, 500).penalty, 0.6, 1e-15);
  EXPECT_NEAR(scheduled(config, 1000).penalty, 0.2, 1e-15);
}

TEST(Schedule, InstanceNoiseFallsLinearly) {
  Config config = over(1000);
  config.objective.instance_noise = 0.4;
  EXPECT_EQ(scheduled(config, 0).instance_noise, 0.4);
  EXPECT_NEAR(scheduled(config, 750).instance_noise, 0.1, 1e-15);
  EXPECT_EQ(scheduled(config, 1000).instance_noise, 0);
}

}  // namespace
}  // namespace leakygan
