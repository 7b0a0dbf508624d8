#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

// A study that comes with the program.
Study bundled(const std::string& name) {
  return make(read_file(fs::path(LEAKYGAN_SOURCE_DIR) / "configs/studies" / (name + ".yaml")))
      .study;
}

using Names = std::vector<std::string>;

TEST(BundledStudies, QuickHasThreeSlopesAndThreeSeeds) {
  const Study study = bundled("quick");
  EXPECT_EQ(names(study), (Names{"relu", "leaky-0.01", "leaky-0.1", "leaky-0.2"}));
  EXPECT_EQ(study.seeds.size(), 3U);
  EXPECT_LT(study.budget.value(), 600);
  EXPECT_EQ(study.base.evaluate.images, 1000);
  EXPECT_EQ(study.score(), "frechet");
}

TEST(BundledStudies, SlopesHasTheDefaultArmsAndSeedsForAVerdict) {
  const Study study = bundled("slopes");
  EXPECT_EQ(names(study), names(make("data: {folder: x}\n").study));
  EXPECT_EQ(study.seeds.size(), 8U);
}

TEST(BundledStudies, DyingReluHasNoNormalizationAndAHighLearningRate) {
  const Study study = bundled("dying-relu");
  for (const Arm& arm : study.arms) {
    EXPECT_EQ(arm.config.discriminator.normalization, Normalization::none);
    EXPECT_EQ(arm.config.optimizer.discriminator.lr, 0.01);
  }
  EXPECT_EQ(study.arms.front().name, "relu");
}

}  // namespace
}  // namespace leakygan::testing
