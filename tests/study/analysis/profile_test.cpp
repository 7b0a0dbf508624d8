#include "study/analysis/profile.h"

#include <gtest/gtest.h>

#include "tests/study/analysis/studies.h"

namespace leakygan::testing {
namespace {

const Activation kRelu = {ActivationKind::relu, 0};
const Activation kLeaky = {ActivationKind::leaky_relu, 0.2};

StudyFacts study_with(const std::vector<double>& relu, const std::vector<double>& leaky) {
  StudyFacts study;
  study.arms = {arm_of("relu", kRelu, relu), arm_of("leaky-0.2", kLeaky, leaky)};
  for (std::size_t i = 0; i < relu.size(); ++i) study.seeds.push_back(i);
  return study;
}

std::vector<double> shares(const std::vector<ProfilePoint>& profile) {
  std::vector<double> all;
  all.reserve(profile.size());
  for (const auto& point : profile) all.push_back(point.share);
  return all;
}

TEST(PerformanceProfile, IsTheShareOfRunsAtLeastAsGood) {
  const StudyFacts study = study_with({1, 2, 3, 4}, {2, 2, 5, 6});
  const auto profile = performance_profile(study, 1);
  std::vector<double> scores;
  scores.reserve(profile.size());
  for (const auto& point : profile) scores.push_back(point.score);
  EXPECT_EQ(scores, (std::vector<double>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(shares(profile), (std::vector<double>{0, 0.5, 0.5, 0.5, 0.75, 1}));
}

TEST(PerformanceProfile, TurnsRoundWhereHigherIsBetter) {
  StudyFacts study = study_with({1, 2}, {3, 0});
  study.lower_is_better = false;
  const auto profile = performance_profile(study, 0);
  EXPECT_EQ(profile.front().score, 3);
  EXPECT_EQ(shares(profile), (std::vector<double>{0, 0.5, 1, 1}));
}

TEST(PerformanceProfile, AFailedRunIsNeverAsGood) {
  StudyFacts study = study_with({1, 2}, {3, 4});
  study.arms[0].runs[1].state = RunState::failed;
  EXPECT_EQ(shares(performance_profile(study, 0)), (std::vector<double>{0.5, 0.5, 0.5}));
}

TEST(PerformanceProfile, RunsThatAreNotFinishedDoNotCount) {
  StudyFacts study = study_with({1, 2}, {3, 4});
  study.arms[0].runs[1].state = RunState::unfinished;
  EXPECT_EQ(performance_profile(study, 0).front().share, 1);
  study.arms[0].runs[0].state = RunState::missing;
  EXPECT_TRUE(performance_profile(study, 0).empty());
}

TEST(ProbabilityBetter, IsTheShareOfAllPairsATieCountingHalf) {
  // 1 beats 2 and 3, 2 ties with 2 and beats 3: 3.5 of 4.
  EXPECT_DOUBLE_EQ(*probability_better(study_with({2, 3}, {1, 2}), 1, 0), 3.5 / 4);
  EXPECT_DOUBLE_EQ(*probability_better(study_with({2, 3}, {1, 2}), 0, 1), 0.5 / 4);
  EXPECT_DOUBLE_EQ(*probability_better(study_with({2, 2}, {2, 2}), 1, 0), 0.5);
}

TEST(ProbabilityBetter, FailedRunsAreWorseThanOthersAndTieWithEachOther) {
  StudyFacts study = study_with({2, 3}, {1, 9});
  study.arms[0].runs[0].state = RunState::failed;
  study.arms[1].runs[1].state = RunState::failed;
  // 1 beats both; failed loses to 3 and ties with failed.
  EXPECT_DOUBLE_EQ(*probability_better(study, 1, 0), 2.5 / 4);
}

TEST(ProbabilityBetter, NeedsAFinishedRunOnBothSides) {
  StudyFacts study = study_with({2}, {1});
  study.arms[0].runs[0].state = RunState::missing;
  EXPECT_FALSE(probability_better(study, 1, 0));
}

}  // namespace
}  // namespace leakygan::testing
