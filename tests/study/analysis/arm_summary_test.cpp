#include "study/analysis/arm_summary.h"

#include <gtest/gtest.h>

#include "study/analysis/verdict.h"
#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

StudyFacts study_of(const std::vector<double>& relu, const std::vector<double>& leaky) {
  StudyFacts study = default_study(relu.size(), {});
  study.arms = {arm_of("relu", {}, relu),
                arm_of("leaky 0.2", {ActivationKind::leaky_relu, 0.2}, leaky)};
  return study;
}

TEST(ArmSummary, HasMeanSpreadAndMedianOfTheScores) {
  const ArmSummary summary = judge(study_of({1, 2, 3, 10}, {1, 1, 1, 1})).arms[0];
  EXPECT_EQ(summary.complete, 4U);
  EXPECT_EQ(*summary.mean, 4);
  EXPECT_NEAR(*summary.standard_deviation, 4.08248290463863, 1e-12);
  EXPECT_EQ(*summary.median, 2.5);
  EXPECT_FALSE(summary.win_share);
}

TEST(ArmSummary, CountsSeedsThatBeatTheBaseline) {
  const ArmSummary summary = judge(study_of({1, 2, 3, 10}, {0, 1, 3, 11})).arms[1];
  EXPECT_EQ(summary.wins, 2U);
  EXPECT_EQ(summary.losses, 1U);
  EXPECT_EQ(summary.ties, 1U);
  // scipy: binomtest(2, 3).proportion_ci(method="wilson")
  EXPECT_NEAR(summary.win_share->low, 0.2077, 1e-4);
  EXPECT_NEAR(summary.win_share->high, 0.9385, 1e-4);
}

TEST(ArmSummary, CountsAFailedRunAsLost) {
  StudyFacts study = study_of({1, 2, 3}, {0, 0, 0});
  set_state(study, 1, 0, RunState::failed);
  const ArmSummary summary = judge(study).arms[1];
  EXPECT_EQ(summary.complete, 2U);
  EXPECT_EQ(summary.failures, 1U);
  EXPECT_EQ(summary.wins, 2U);
  EXPECT_EQ(summary.losses, 1U);
  EXPECT_EQ(*summary.mean, 0);
}

TEST(ArmSummary, HasNoMedianWhereTheMiddleRunFailed) {
  StudyFacts study = study_of({1, 2, 3}, {0, 0, 0});
  set_state(study, 1, 0, RunState::failed);
  EXPECT_EQ(*judge(study).arms[1].median, 0);
  set_state(study, 1, 1, RunState::failed);
  EXPECT_FALSE(judge(study).arms[1].median);
}

TEST(ArmSummary, OfTiesOnlyHasNoShare) {
  const ArmSummary summary = judge(study_of({1, 2}, {1, 2})).arms[1];
  EXPECT_EQ(summary.ties, 2U);
  EXPECT_FALSE(summary.win_share);
}

}  // namespace
}  // namespace leakygan::testing
