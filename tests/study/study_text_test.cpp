#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

constexpr const char* kText =
    "study:\n  seeds: [3, 1]\n  margin: 0.1\n  budget: 3h\n  slopes: [0.07]\n"
    "  arms:\n    v1.5 hinge: {objective.loss: hinge, discriminator.activation: gelu}\n"
    "  stress: {discriminator: {normalization: none}, optimizer.discriminator.lr: 0.01}\n"
    "data: {folder: a folder, size: 32}\ngenerator: {width: 8}\n";

TEST(StudyText, ReadsBackToTheSameStudy) {
  const Study study = make(kText).study;
  const Study again = make(dump_study(study)).study;
  EXPECT_TRUE(study_differences(study, again).empty())
      << study_differences(study, again).front() << "\n"
      << dump_study(study);
  EXPECT_EQ(dump_study(again), dump_study(study));
  EXPECT_EQ(names(again), names(study));
  EXPECT_TRUE(again.arms.back().is_stress);
}

TEST(StudyText, SaysWhatDiffers) {
  const Study before = make(kText).study;
  Study after = before;
  after.seeds = {3, 1, 2};
  after.base.generator.width = 16;
  for (Arm& arm : after.arms) arm.config.generator.width = 16;
  after.arms.erase(after.arms.begin() + 1);
  const auto lines = study_differences(before, after);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "generator.width: 8 -> 16");
  EXPECT_TRUE(lines[1].starts_with("study.arms.leaky-0.07: ")) << lines[1];
  EXPECT_TRUE(lines[1].ends_with(" -> none")) << lines[1];
  EXPECT_EQ(lines[2], "study.seeds: [3,1] -> [3,1,2]");
}

TEST(StudyText, ABudgetDiffersByASecond) {
  const auto of_budget = [](const std::string& budget) {
    return make("study: {slopes: [0.1], budget: " + budget + "}\ndata: {folder: x}\n").study;
  };
  EXPECT_EQ(study_differences(of_budget("2h"), of_budget("120min")).size(), 0U);
  EXPECT_EQ(study_differences(of_budget("2h"), of_budget("2h 1s")),
            std::vector<std::string>{"study.budget: 7200s -> 7201s"});
}

}  // namespace
}  // namespace leakygan::testing
