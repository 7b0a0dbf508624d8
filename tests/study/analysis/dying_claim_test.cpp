#include <gtest/gtest.h>

#include "tests/study/analysis/probes.h"

namespace leakygan::testing {
namespace {

constexpr ProbeValue kDead = &ProbeFacts::dead_share;

StudyFacts with_stress(std::size_t seeds, double dead_under_stress) {
  StudyFacts study = default_study(seeds, {});
  set_probe_of_all(study, kDead, 0);
  study.arms.push_back(arm_of("relu stress", {}, scores(seeds, 9, 0, 1)));
  study.arms.back().is_stress = true;
  set_probe(study, 5, kDead, dead_under_stress);
  return study;
}

ClaimLine dying(const StudyFacts& study) { return lines_of(study, kDying).at(0); }

TEST(DyingClaim, IsSupportedWhenUnitsDieInMostSeeds) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, kDead, 0);
  for (std::size_t seed = 0; seed < 5; ++seed) study.arms[0].runs[seed].probe.dead_share = 0.4;
  const ClaimLine line = dying(study);
  EXPECT_EQ(line.result, ClaimResult::supported);
  EXPECT_EQ(
      line.text,
      "channels died in 5 of 8 seeds of relu, at most 25% at once, on average over all seeds");
  study.arms[0].runs[4].probe.dead_share = 0;
  EXPECT_EQ(dying(study).result, ClaimResult::not_shown);
}

TEST(DyingClaim, IsUntestedWhereNothingDiedAndNothingWasStressed) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, kDead, 0);
  EXPECT_EQ(dying(study).result, ClaimResult::untested);
  EXPECT_TRUE(contains(dying(study).text, "no unit died in any arm: the claim is untested here"));
}

TEST(DyingClaim, IsContradictedWhenNothingDiedUnderStressEither) {
  EXPECT_EQ(dying(with_stress(8, 0)).result, ClaimResult::contradicted);
}

TEST(DyingClaim, IsNotSupportedByTheStressArmAlone) {
  const ClaimLine line = dying(with_stress(8, 0.4));
  EXPECT_EQ(line.result, ClaimResult::not_shown);
  EXPECT_EQ(line.arm, "relu");
  EXPECT_TRUE(contains(line.text,
                       "under stress settings only: channels died in 0 of 8 seeds of "
                       "relu; channels died in 8 of 8 seeds of relu stress"))
      << line.text;
}

TEST(DyingClaim, IsNeitherContradictedNorUntestedBeforeAllRunsAreOver) {
  StudyFacts stressed = with_stress(8, 0);
  stressed.arms[0].runs[3].state = RunState::unfinished;
  EXPECT_EQ(dying(stressed).result, ClaimResult::not_shown);
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, kDead, 0);
  study.arms[2].runs[3].state = RunState::unfinished;
  EXPECT_EQ(dying(study).result, ClaimResult::not_shown);
}

TEST(DyingClaim, TakesNothingFromAStressArmThatIsNotRelu) {
  StudyFacts study = with_stress(8, 0);
  study.arms[5].activation = {ActivationKind::leaky_relu, 0.2};
  EXPECT_EQ(dying(study).result, ClaimResult::untested);
}

TEST(DyingClaim, IsNotContradictedByRunsThatNobodyLookedInto) {
  StudyFacts study = with_stress(8, 0);
  study.arms[0].runs[2].probe.dead_share.reset();
  EXPECT_EQ(dying(study).result, ClaimResult::not_shown);
  EXPECT_TRUE(contains(dying(study).text, "1 not looked at"));
}

TEST(DyingClaim, IsUntestedWithoutReluOrProbe) {
  StudyFacts study = default_study(8, {});
  EXPECT_EQ(dying(study).result, ClaimResult::untested);
  study.arms[0].activation = {ActivationKind::elu, 0};
  EXPECT_EQ(dying(study).text, "there is no relu arm");
}

}  // namespace
}  // namespace leakygan::testing
