#include "study/analysis/verdict.h"

#include <gtest/gtest.h>

#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

std::vector<Outcome> outcomes(const Verdict& verdict) {
  std::vector<Outcome> result;
  for (const auto& comparison : verdict.comparisons) result.push_back(comparison.outcome);
  return result;
}

const std::vector<Outcome> kNothingShown(4, Outcome::not_shown);

TEST(Verdict, TellsBetterWorseEquivalentAndNotShownApart) {
  StudyFacts study = default_study(10, {-4, 4, 0, 2.5});
  const Verdict verdict = judge(study);
  EXPECT_EQ(outcomes(verdict),
            (std::vector{Outcome::better, Outcome::worse, Outcome::equivalent, Outcome::worse}));
  study.margin = 0.001;
  EXPECT_EQ(judge(study).comparisons[2].outcome, Outcome::not_shown);
}

TEST(Verdict, FollowsTheMetricsDirection) {
  StudyFacts study = default_study(10, {-4, 4, 0, 2.5});
  study.lower_is_better = false;
  EXPECT_EQ(outcomes(judge(study)),
            (std::vector{Outcome::worse, Outcome::better, Outcome::equivalent, Outcome::better}));
}

TEST(Verdict, HasTheNumbersOfTheDifferencesBySeed) {
  StudyFacts study = default_study(8, {});
  for (std::size_t seed = 0; seed < 8; ++seed) {
    *study.arms[2].runs[seed].score = *study.arms[0].runs[seed].score - 1 - (seed % 2 == 0 ? 1 : 0);
  }
  const ArmComparison comparison = judge(study).comparisons[1];
  EXPECT_EQ(comparison.n, 8U);
  EXPECT_NEAR(*comparison.mean_difference, -1.5, 1e-9);
  EXPECT_NEAR(*comparison.differences[0], -2, 1e-9);
  EXPECT_NEAR(*comparison.differences[7], -1, 1e-9);
  EXPECT_EQ(*comparison.sign_flip_p, 2.0 / 256);
  // scipy: ttest_1samp([-2, -1] * 4, 0).confidence_interval(1 - .05 / 4)
  EXPECT_NEAR(comparison.interval->low, -2.1303, 1e-4);
  EXPECT_NEAR(comparison.interval->high, -0.8697, 1e-4);
}

TEST(Verdict, NamesNoWinnerBelowEightSeedsHoweverLargeTheEffect) {
  for (std::size_t seeds = 1; seeds < 8; ++seeds) {
    const Verdict verdict = judge(default_study(seeds, {-40, 40, 0, 0}, 0.01));
    EXPECT_EQ(outcomes(verdict), kNothingShown) << seeds;
    EXPECT_EQ(verdict.best.members.size(), 5U);
    EXPECT_EQ(verdict.best_sentence, "");
    EXPECT_EQ(verdict.sentence.find("better than"), std::string::npos);
    EXPECT_EQ(verdict.sentence.find("No difference is shown"), 0U);
  }
  EXPECT_EQ(judge(default_study(8, {-40, 40, 0, 0}, 0.01)).comparisons[0].outcome, Outcome::better);
}

TEST(Verdict, NamesNoWinnerBeforeTheLastRun) {
  StudyFacts study = default_study(20, {-40, 40, 0, 0}, 0.01);
  set_state(study, 4, 19, RunState::unfinished);
  const Verdict verdict = judge(study);
  EXPECT_EQ(outcomes(verdict), kNothingShown);
  EXPECT_EQ(
      verdict.sentence.find("No difference is shown (unfinished: 1 of 100 runs is missing): "), 0U);
  EXPECT_EQ(verdict.comparisons[3].n, 19U);
}

TEST(Verdict, OfIdenticalArmsIsADifferenceOfExactlyZero) {
  StudyFacts study = default_study(8, {});
  study.arms[2].runs = study.arms[0].runs;
  study.margin = 0;
  const ArmComparison comparison = judge(study).comparisons[1];
  EXPECT_TRUE(comparison.is_identical);
  EXPECT_EQ(*comparison.mean_difference, 0);
  EXPECT_EQ(*comparison.p, 1);
  EXPECT_EQ(comparison.interval->low, 0);
  EXPECT_EQ(comparison.interval->high, 0);
  EXPECT_EQ(comparison.outcome, Outcome::equivalent);
}

TEST(Verdict, SaysInOneSentenceWhatTheNumbersCarry) {
  StudyFacts study = default_study(8, {});
  study.arms.resize(3);
  for (std::size_t seed = 0; seed < 8; ++seed) {
    const double relu = *study.arms[0].runs[seed].score;
    *study.arms[1].runs[seed].score = relu - 5 - (seed % 2 == 0 ? 1 : 0);
    *study.arms[2].runs[seed].score = relu;
  }
  EXPECT_EQ(judge(study).sentence,
            "leaky 0.01 is better than relu (-5.5, -6.04 to -4.96); leaky 0.1 and relu have the "
            "same rFD in all 8 seeds [rFD, lower is better, 8 seeds; mean differences with 95% "
            "intervals that hold together].");
}

TEST(Verdict, SaysSoWhenADifferenceIsWithinTheMargin) {
  const Verdict verdict = judge(default_study(20, {-1, 0, 0, 0}, 0.1));
  EXPECT_EQ(verdict.comparisons[0].outcome, Outcome::better);
  EXPECT_NE(verdict.sentence.find(", by less than the margin of 5%"), std::string::npos);
}

TEST(Verdict, OfOneSeedHasDifferencesWithoutASpread) {
  StudyFacts study = default_study(1, {});
  study.arms.resize(3);
  for (auto& arm : study.arms) arm.runs[0].score = 12;
  *study.arms[2].runs[0].score = 11.5;
  const Verdict verdict = judge(study);
  EXPECT_EQ(verdict.sentence,
            "No difference is shown (exploratory: 1 seed, and a verdict needs 8): leaky 0.01 and "
            "relu have the same rFD in the only seed; leaky 0.1 beside relu (-0.5) [rFD, lower is "
            "better, 1 seed; the spread of the differences is unknown].");
  EXPECT_FALSE(verdict.comparisons[1].interval);
  EXPECT_FALSE(verdict.comparisons[1].adjusted_p);
}

TEST(Verdict, OfABaselineAloneComparesNothing) {
  StudyFacts study = default_study(8, {});
  study.arms.resize(1);
  EXPECT_EQ(judge(study).sentence, "There is no second arm to compare relu with.");
  EXPECT_EQ(judge(study).best_sentence, "");
}

TEST(Verdict, OfAStudyWithoutRunsHasNoNumbers) {
  StudyFacts study = default_study(8, {});
  for (std::size_t arm = 0; arm < 5; ++arm) {
    for (std::size_t seed = 0; seed < 8; ++seed) set_state(study, arm, seed, RunState::missing);
  }
  const Verdict verdict = judge(study);
  EXPECT_EQ(
      verdict.sentence.find("No difference is shown (unfinished: 40 of 40 runs are missing): "),
      0U);
  EXPECT_FALSE(verdict.best.leader);
  EXPECT_FALSE(verdict.margin);
  EXPECT_FALSE(verdict.comparisons[0].p);
}

}  // namespace
}  // namespace leakygan::testing
