#include <gtest/gtest.h>

#include <algorithm>

#include "study/analysis/verdict.h"
#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

TEST(Failures, AreRankedWorstAndLeaveNoMeans) {
  StudyFacts study = default_study(8, {-4, 0, 0, 0});
  set_state(study, 1, 3, RunState::failed);
  const ArmComparison comparison = judge(study).comparisons[0];
  EXPECT_TRUE(comparison.by_ranks);
  EXPECT_EQ(comparison.n, 8U);
  EXPECT_GT(*comparison.differences[3], 1e300);
  EXPECT_FALSE(comparison.mean_difference);
  EXPECT_FALSE(comparison.interval);
  EXPECT_FALSE(comparison.equivalence_p);
  // Ranks 1 to 7 for it and 8 against it: 28 - 8; as far from 0 are 50 of 256 ways.
  EXPECT_GT(*comparison.p, 0.15);
  EXPECT_EQ(comparison.outcome, Outcome::not_shown);
}

TEST(Failures, NeverMakeAnArmBetterByLeavingItsBadRunsOut) {
  // Seven good runs of eight: without the failure it would be far better.
  for (std::size_t failed = 1; failed <= 7; ++failed) {
    StudyFacts study = default_study(8, {-40, 0, 0, 0});
    for (std::size_t seed = 0; seed < failed; ++seed) set_state(study, 1, seed, RunState::failed);
    const Verdict verdict = judge(study);
    EXPECT_NE(verdict.comparisons[0].outcome, Outcome::better) << failed;
    EXPECT_NE(*verdict.best.leader, 1U) << failed;
  }
}

TEST(Failures, OfEveryRunAreWorse) {
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 4, seed, RunState::failed);
  const Verdict verdict = judge(study);
  EXPECT_EQ(verdict.comparisons[3].outcome, Outcome::worse);
  EXPECT_NE(verdict.sentence.find("leaky 0.3 is worse than relu (by ranks, failed runs worst: 8 of "
                                  "leaky 0.3, 0 of relu; corrected p = 0.0312)"),
            std::string::npos)
      << verdict.sentence;
}

TEST(Failures, OfTheBaselineCountForTheOthers) {
  for (const bool lower_is_better : {true, false}) {
    StudyFacts study = default_study(8, {});
    study.lower_is_better = lower_is_better;
    for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 0, seed, RunState::failed);
    const Verdict verdict = judge(study);
    for (const auto& comparison : verdict.comparisons) {
      EXPECT_EQ(comparison.outcome, Outcome::better);
    }
    EXPECT_FALSE(verdict.margin);
  }
}

TEST(Failures, OnBothSidesAreNoDifference) {
  StudyFacts study = default_study(8, {});
  set_state(study, 0, 5, RunState::failed);
  set_state(study, 2, 5, RunState::failed);
  const ArmComparison comparison = judge(study).comparisons[1];
  EXPECT_EQ(*comparison.differences[5], 0);
  EXPECT_TRUE(comparison.by_ranks);
}

TEST(Failures, OfAllRunsOfTwoArmsMakeThemNotEquivalent) {
  StudyFacts study = default_study(8, {});
  for (const std::size_t arm : {0, 1}) {
    for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, arm, seed, RunState::failed);
  }
  EXPECT_EQ(judge(study).comparisons[0].outcome, Outcome::not_shown);
  EXPECT_EQ(lines_of(study, kSmallSlope)[0].result, ClaimResult::not_shown);
}

TEST(Failures, LeaveTheLeadToArmsWithoutUnlessAllHaveThem) {
  StudyFacts study = default_study(10, {-10, 0, 0, 0});
  set_state(study, 1, 0, RunState::failed);
  EXPECT_NE(*judge(study).best.leader, 1U);
  for (const std::size_t arm : {0, 2, 3, 4}) set_state(study, arm, 1, RunState::failed);
  EXPECT_EQ(*judge(study).best.leader, 1U);
}

TEST(Failures, DoNotMakeAStudyUnfinished) {
  StudyFacts study = default_study(8, {0, 0, 0, 8});
  set_state(study, 1, 0, RunState::failed);
  EXPECT_TRUE(judge(study).standing.decides());
  EXPECT_EQ(judge(study).comparisons[3].outcome, Outcome::worse);
}

}  // namespace
}  // namespace leakygan::testing
