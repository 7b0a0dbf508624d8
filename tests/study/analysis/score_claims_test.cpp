#include <gtest/gtest.h>

#include "statistics/paired_power.h"
#include "tests/study/analysis/probes.h"

namespace leakygan::testing {
namespace {

using enum ClaimResult;

TEST(BetterImagesClaim, IsTheVerdictOfEachArm) {
  const StudyFacts study = default_study(10, {0, -4, 4, 0});
  const std::vector<ClaimLine> lines = lines_of(study, kBetterImages);
  EXPECT_EQ(results(lines), (std::vector{not_shown, supported, contradicted, not_shown}));
  const ArmComparison comparison = judge(study).comparisons[1];
  EXPECT_EQ(*lines[1].p, *comparison.adjusted_p);
  EXPECT_EQ(*lines[1].difference, *comparison.mean_difference);
  EXPECT_NEAR(*lines[1].arm_mean - *lines[1].against_mean, *lines[1].difference, 1e-9);
  EXPECT_EQ(lines[1].measure, "rFD");
}

TEST(BetterImagesClaim, SaysWhatANumberNotShownWouldTake) {
  const ClaimLine line = lines_of(default_study(8, {-1, 0, 0, 0}, 2), kBetterImages)[0];
  ASSERT_EQ(line.result, not_shown);
  EXPECT_TRUE(contains(line.text, "; to show a difference as large takes about ")) << line.text;
}

TEST(BetterImagesClaim, SaysSoWhereTheArmsAreEquivalent) {
  const ClaimLine line = lines_of(default_study(8, {}), kBetterImages)[0];
  EXPECT_EQ(line.result, not_shown);
  EXPECT_TRUE(contains(line.text, "; equivalent within the margin of 5%")) << line.text;
}

TEST(BetterImagesClaim, OfAFailedArmIsJudgedByRanks) {
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 2, seed, RunState::failed);
  const ClaimLine line = lines_of(study, kBetterImages)[1];
  EXPECT_EQ(line.result, contradicted);
  EXPECT_FALSE(line.difference);
  EXPECT_TRUE(contains(line.text, "by ranks, failed runs worst"));
}

TEST(BetterImagesClaim, IsNotShownInAnExploratoryStudy) {
  const ClaimLine line = lines_of(default_study(5, {-40, 0, 0, 0}), kBetterImages)[0];
  EXPECT_EQ(line.result, not_shown);
  EXPECT_EQ(*line.seeds_needed, 8U);
  EXPECT_TRUE(contains(line.text, "exploratory: 5 seeds, and a verdict needs 8"));
}

TEST(BetterImagesClaim, IsUntestedWithoutARunInCommon) {
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 2, seed, RunState::missing);
  EXPECT_EQ(lines_of(study, kBetterImages)[1].result, untested);
}

TEST(SmallSlopeClaim, IsSupportedWithinTheMarginAndContradictedByADifferenceBeyond) {
  const ClaimLine alike = lines_of(default_study(8, {}), kSmallSlope).at(0);
  EXPECT_EQ(alike.result, supported);
  EXPECT_EQ(alike.arm, "leaky 0.01");
  EXPECT_LT(*alike.equivalence_p, 0.05);
  EXPECT_EQ(results(lines_of(default_study(8, {5, 0, 0, 0}), kSmallSlope)),
            std::vector{contradicted});
}

TEST(SmallSlopeClaim, IsSupportedByADifferenceThatIsShownButWithinTheMargin) {
  const StudyFacts study = default_study(20, {-1, 0, 0, 0}, 0.1);
  ASSERT_EQ(judge(study).comparisons[0].outcome, Outcome::better);
  EXPECT_EQ(results(lines_of(study, kSmallSlope)), std::vector{supported});
}

TEST(SmallSlopeClaim, SaysHowManySeedsEquivalenceWouldTake) {
  StudyFacts study = default_study(8, {0, 0, 0, 0}, 1);
  study.margin = 0.02;
  const ClaimLine line = lines_of(study, kSmallSlope)[0];
  ASSERT_EQ(line.result, not_shown);
  EXPECT_TRUE(contains(line.text, "; to show equivalence within 2% takes ")) << line.text;
  const Verdict verdict = judge(study);
  const PairedTTest& test = *verdict.comparisons[0].t_test;
  const double deviation = test.standard_deviation;
  EXPECT_EQ(line.seeds_needed, pairs_for_equivalence(test.mean / deviation,
                                                     *verdict.margin / deviation, 0.05, 0.8, 1000));
  EXPECT_GT(*line.seeds_needed, 8U);
}

TEST(SmallSlopeClaim, IsNotShownInAnExploratoryStudyHoweverAlike) {
  const ClaimLine line = lines_of(default_study(5, {}, 0.01), kSmallSlope)[0];
  EXPECT_LT(*line.equivalence_p, 0.001);
  EXPECT_EQ(line.result, not_shown);
}

TEST(SmallSlopeClaim, TakesTheSmallestSlopeUpToTwoPercent) {
  StudyFacts study = default_study(8, {});
  study.arms[1].activation.slope = 0.02;
  EXPECT_EQ(lines_of(study, kSmallSlope)[0].arm, "leaky 0.01");
  study.arms[2].activation.slope = 0.005;
  EXPECT_EQ(lines_of(study, kSmallSlope)[0].arm, "leaky 0.1");
  study.arms[1].activation.slope = study.arms[2].activation.slope = 0.03;
  EXPECT_EQ(lines_of(study, kSmallSlope)[0].result, untested);
}

TEST(LargeSlopeClaim, IsSupportedWhenTheLargestIsWorseThanTheBest) {
  const ClaimLine line = lines_of(default_study(8, {0, 0, -1, 6}), kLargeSlope).at(0);
  EXPECT_EQ(line.result, supported);
  EXPECT_EQ(line.arm, "leaky 0.3");
  EXPECT_EQ(line.against, "leaky 0.2");
  EXPECT_GT(*line.difference, 0);
}

TEST(LargeSlopeClaim, IsNotAboutArmsOfAnotherKind) {
  StudyFacts study = default_study(8, {});
  study.arms.push_back(arm_of("gelu", {ActivationKind::gelu, 0}, scores(8, 9, -20, 0.5)));
  EXPECT_EQ(lines_of(study, kLargeSlope)[0].result, not_shown);
  study.arms[3] = arm_of("hinge", study.arms[3].activation, scores(8, 9, -20, 0.5));
  study.arms[3].family = 3;
  const ClaimLine line = lines_of(study, kLargeSlope)[0];
  EXPECT_EQ(line.result, not_shown);
  EXPECT_NE(line.against, "hinge");
}

TEST(LargeSlopeClaim, IsSupportedWhereEveryRunOfItFailed) {
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, 4, seed, RunState::failed);
  EXPECT_EQ(lines_of(study, kLargeSlope)[0].result, supported);
}

TEST(LargeSlopeClaim, IsNotShownAmongTheBestAndContradictedAsTheBestAlone) {
  EXPECT_EQ(lines_of(default_study(8, {}), kLargeSlope)[0].result, not_shown);
  EXPECT_EQ(lines_of(default_study(10, {0, 0, -8, -8.2}), kLargeSlope)[0].result, not_shown);
  EXPECT_EQ(lines_of(default_study(10, {0, 0, 0, -8}), kLargeSlope)[0].result, contradicted);
  EXPECT_EQ(lines_of(default_study(5, {0, 0, 0, -8}), kLargeSlope)[0].result, not_shown);
}

TEST(LargeSlopeClaim, IsUntestedWithoutALargeSlopeBesideASmallerOne) {
  StudyFacts study = default_study(8, {});
  study.arms.resize(2);
  EXPECT_EQ(lines_of(study, kLargeSlope)[0].text, "all slopes are small");
  study.arms[1].activation.slope = 0.2;
  EXPECT_EQ(lines_of(study, kLargeSlope)[0].text, "there is one slope only");
  study.arms[1].activation = {ActivationKind::gelu, 0};
  EXPECT_EQ(lines_of(study, kLargeSlope)[0].text, "there is no leaky arm");
}

TEST(Claims, OfArmsThatShareTheirActivationNoneIsJudged) {
  StudyFacts study = default_study(8, {});
  for (ArmFacts& arm : study.arms) arm.activation = {ActivationKind::leaky_relu, 0.2};
  EXPECT_TRUE(claims_of(study).judged.empty());
}

TEST(Claims, SayWhatIsTrueByDefinitionApart) {
  const Claims claims = claims_of(default_study(8, {}));
  EXPECT_EQ(claims.judged.size(), 7U);
  EXPECT_EQ(claims.by_definition.size(), 2U);
  for (const auto& claim : claims.judged) EXPECT_FALSE(claim.lines.empty()) << claim.statement;
}

// Every line of every claim, at each stage of a study.
TEST(Claims, OfStudiesAtEveryStageHaveATextForEachLine) {
  for (const std::size_t seeds : {1, 2, 8}) {
    for (const RunState state : {RunState::missing, RunState::failed, RunState::complete}) {
      StudyFacts study = default_study(seeds, {});
      set_probe_of_all(study, &ProbeFacts::collapsed_share, 0.1);
      if (state != RunState::complete) set_state(study, 0, 0, state);
      for (const auto& claim : claims_of(study).judged) {
        for (const auto& line : claim.lines) EXPECT_FALSE(line.text.empty()) << claim.statement;
      }
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
