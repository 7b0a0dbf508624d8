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

TEST(BestSet, LeavesOutWhatIsWorseThanAnyOfItsMembers) {
  // The first two cannot be told apart: the second one's scores are all over the place. The third
  // is plainly worse than the first, if not than the second.
  StudyFacts study = default_study(10, {});
  study.arms.resize(3);
  for (std::size_t seed = 0; seed < 10; ++seed) {
    const double score = *study.arms[0].runs[seed].score;
    study.arms[1].runs[seed].score = score - 1 + (seed % 2 == 0 ? 30 : -30);
    study.arms[2].runs[seed].score = score + 5 + 0.01 * static_cast<double>(seed);
  }
  const Verdict verdict = judge(study);
  EXPECT_EQ(*verdict.best.leader, 1U);
  EXPECT_EQ(verdict.best.members, (std::vector<std::size_t>{0, 1}));
}

TEST(BestSet, IsNotLedByAnArmThatIsWorseThanAnother) {
  // One failure in twenty seeds, and the better score in all others: by ranks the better arm.
  StudyFacts study = default_study(20, {-20, 0, 0, 0});
  set_state(study, 1, 4, RunState::failed);
  const Verdict verdict = judge(study);
  EXPECT_EQ(*verdict.best.leader, 1U);
  EXPECT_EQ(verdict.best.members, std::vector<std::size_t>{1});
}

TEST(BestSet, HasNoArmWithoutACompleteRun) {
  // Ranks of 8 seeds, corrected for 10 pairs, show nothing whatever they are.
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 4, seed, RunState::failed);
  const Verdict verdict = judge(study);
  EXPECT_EQ(verdict.best.members, (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(verdict.best_sentence,
            "Corrected for all 10 pairs, which is the best of relu, leaky 0.01, leaky 0.1 and "
            "leaky 0.2 cannot be told; no run is complete of leaky 0.3.");
  for (std::size_t arm = 0; arm < 4; ++arm) {
    for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, arm, seed, RunState::failed);
  }
  EXPECT_EQ(judge(study).best.members.size(), 5U);
  EXPECT_EQ(judge(study).best_sentence, "");
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
