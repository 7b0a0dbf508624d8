#include "study/analysis/best_set.h"

#include <gtest/gtest.h>

#include "study/analysis/verdict.h"
#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

TEST(BestSet, IsOneArmWhenAllOthersAreWorse) {
  const Verdict verdict = judge(default_study(10, {0, -8, 0, 0}));
  EXPECT_EQ(*verdict.best.leader, 2U);
  EXPECT_EQ(verdict.best.members, std::vector<std::size_t>{2});
  EXPECT_EQ(verdict.best_sentence,
            "Corrected for all 10 pairs, leaky 0.1 is the best: every other arm is worse.");
}

TEST(BestSet, HoldsAllArmsThatCannotBeToldFromTheFirst) {
  const Verdict verdict = judge(default_study(10, {0, -8, -8, 0}));
  EXPECT_EQ(verdict.best.members, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(verdict.best_sentence,
            "Corrected for all 10 pairs, which is the best of leaky 0.1 and leaky 0.2 cannot be "
            "told.");
}

TEST(BestSet, FollowsTheMetricsDirection) {
  StudyFacts study = default_study(10, {0, -8, 0, 8});
  study.lower_is_better = false;
  EXPECT_EQ(judge(study).best.members, std::vector<std::size_t>{4});
}

TEST(BestSet, OfEqualArmsHoldsAll) {
  EXPECT_EQ(judge(default_study(10, {})).best.members.size(), 5U);
}

TEST(BestSet, LeavesAStressArmOut) {
  StudyFacts study = default_study(8, {});
  study.arms.push_back(arm_of("relu stress", {}, scores(8, 9, -30, 0.1)));
  study.arms.back().is_stress = true;
  const Verdict verdict = judge(study);
  EXPECT_EQ(verdict.best.members.size(), 5U);
  EXPECT_EQ(verdict.best.pairs.size(), 10U);
  EXPECT_EQ(verdict.comparisons.size(), 4U);
  EXPECT_EQ(verdict.arms.size(), 6U);
}

}  // namespace
}  // namespace leakygan::testing
