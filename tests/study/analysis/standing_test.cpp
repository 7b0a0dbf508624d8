#include "study/analysis/standing.h"

#include <gtest/gtest.h>

#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

TEST(Standing, NeedsEightSeedsAndMoreForManyComparisons) {
  EXPECT_EQ(seeds_needed(1), 8U);
  EXPECT_EQ(seeds_needed(4), 8U);
  EXPECT_EQ(seeds_needed(6), 8U);
  EXPECT_EQ(seeds_needed(7), 9U);
  EXPECT_EQ(seeds_needed(13), 10U);
}

TEST(Standing, DecidesWhenEveryRunIsFinishedAndSeedsSuffice) {
  StudyFacts study = default_study(8, {});
  EXPECT_TRUE(standing(study).decides());
  EXPECT_EQ(undecided_text(standing(study)), "");
  set_state(study, 3, 2, RunState::failed);
  EXPECT_TRUE(standing(study).decides());
  EXPECT_FALSE(standing(default_study(7, {})).decides());
}

TEST(Standing, IsUndecidedByAnyRunThatIsNotFinishedOrNotMeasured) {
  for (const RunState state : {RunState::missing, RunState::unfinished, RunState::complete}) {
    StudyFacts study = default_study(12, {});
    set_state(study, 4, 11, state);
    EXPECT_FALSE(standing(study).decides());
    EXPECT_EQ(undecided_text(standing(study)), "unfinished: 1 of 60 runs is missing");
  }
}

TEST(Standing, CountsAStressArmsRunsButNotItsComparison) {
  StudyFacts study = default_study(8, {});
  study.arms.push_back(study.arms[0]);
  study.arms.back().is_stress = true;
  EXPECT_TRUE(standing(study).decides());
  EXPECT_EQ(standing(study).comparisons, 4U);
  set_state(study, 5, 0, RunState::unfinished);
  EXPECT_FALSE(standing(study).decides());
}

TEST(Standing, SaysWhatIsLacking) {
  EXPECT_EQ(undecided_text(standing(default_study(5, {}))),
            "exploratory: 5 seeds, and a verdict needs 8");
  EXPECT_EQ(undecided_text(standing(default_study(1, {}))),
            "exploratory: 1 seed, and a verdict needs 8");
}

}  // namespace
}  // namespace leakygan::testing
