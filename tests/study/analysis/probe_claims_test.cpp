#include <gtest/gtest.h>

#include "statistics/holm.h"
#include "statistics/paired_t_test.h"
#include "tests/study/analysis/probes.h"

namespace leakygan::testing {
namespace {

using enum ClaimResult;

TEST(ProbeClaims, SupportAndContradictForEachArmByItsOwnNumbers) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  set_probe(study, 1, &ProbeFacts::generator_signal, 2);
  set_probe(study, 2, &ProbeFacts::generator_signal, 0.5);
  const std::vector<ClaimLine> lines = lines_of(study, kGradient);
  EXPECT_EQ(results(lines), (std::vector{supported, contradicted, not_shown, not_shown}));
  EXPECT_EQ(lines[0].arm, "leaky 0.01");
  EXPECT_EQ(lines[0].against, "relu");
  EXPECT_NEAR(*lines[0].arm_mean, 2, 0.1);
  EXPECT_NEAR(*lines[0].against_mean, 1, 0.1);
  EXPECT_NEAR(*lines[0].difference, *lines[0].arm_mean - *lines[0].against_mean, 1e-9);
  EXPECT_GT(lines[0].interval->low, 0);
  EXPECT_EQ(lines[0].n, 8U);
}

TEST(ProbeClaims, SayHowManySeedsADifferenceNotShownWouldTake) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  const ClaimLine line = lines_of(study, kGradient)[0];
  ASSERT_EQ(line.result, not_shown);
  ASSERT_TRUE(line.seeds_needed);
  EXPECT_GT(*line.seeds_needed, 8U);
  EXPECT_TRUE(contains(line.text, "; to show a difference as large takes about " +
                                      std::to_string(*line.seeds_needed) + " seeds"))
      << line.text;
  study.arms[1].runs = study.arms[0].runs;
  EXPECT_TRUE(contains(lines_of(study, kGradient)[0].text, "takes more than 1,000 seeds"));
}

TEST(ProbeClaims, ShowNothingBelowEightSeedsOrBeforeTheEnd) {
  for (const std::size_t seeds : {1, 2, 5, 8}) {
    StudyFacts study = default_study(seeds, {});
    set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
    set_probe(study, 1, &ProbeFacts::generator_signal, 9);
    if (seeds == 8) set_state(study, 4, 0, RunState::missing);
    const ClaimLine line = lines_of(study, kGradient)[0];
    EXPECT_EQ(line.result, not_shown);
    EXPECT_TRUE(contains(line.text, seeds == 8 ? "unfinished: " : "exploratory: ")) << line.text;
  }
}

TEST(ProbeClaims, PutTheGradientsSparsityBesideTheSignal) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  for (auto& run : study.arms[0].runs) run.probe.gradient_sparsity = 0.5;
  for (auto& run : study.arms[1].runs) run.probe.gradient_sparsity = 0.0;
  const std::vector<ClaimLine> lines = lines_of(study, kGradient);
  EXPECT_TRUE(contains(lines[0].text, "; gradient sparsity 0 against 0.5"));
  EXPECT_FALSE(contains(lines[1].text, "sparsity"));
}

TEST(ProbeClaims, JudgeSaturationByTwoMeasuresInOneFamily) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::collapsed_share, 0.2);
  set_probe(study, 3, &ProbeFacts::collapsed_share, 0.02);
  set_probe_of_all(study, &ProbeFacts::loss_saturation, 0);
  const std::vector<ClaimLine> lines = lines_of(study, kSaturation);
  ASSERT_EQ(lines.size(), 8U);
  EXPECT_EQ(lines[4].result, supported);
  EXPECT_EQ(lines[4].measure, "share of collapsed channels");
  EXPECT_EQ(lines[5].result, untested);
  EXPECT_EQ(lines[5].text, "no sample was without a loss gradient on either side");
}

std::vector<double> differences(const StudyFacts& study, std::size_t arm, ProbeValue value) {
  std::vector<double> result;
  for (std::size_t seed = 0; seed < study.seeds.size(); ++seed) {
    result.push_back(*(study.arms[arm].runs[seed].probe.*value) -
                     *(study.arms[0].runs[seed].probe.*value));
  }
  return result;
}

TEST(ProbeClaims, CorrectOverAllLinesOfAClaim) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::collapsed_share, 0.2);
  set_probe_of_all(study, &ProbeFacts::loss_saturation, 0.1);
  const std::vector<ClaimLine> lines = lines_of(study, kSaturation);
  std::vector<PairedTTest> tests;
  std::vector<double> p;
  for (std::size_t arm = 1; arm < 5; ++arm) {
    for (const auto value : {&ProbeFacts::collapsed_share, &ProbeFacts::loss_saturation}) {
      tests.push_back(paired_t_test(differences(study, arm, value)));
      p.push_back(tests.back().p);
    }
  }
  const std::vector<double> corrected = holm(p);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_DOUBLE_EQ(*lines[i].p, corrected[i]);
    EXPECT_DOUBLE_EQ(lines[i].interval->low, t_interval(tests[i], 1 - 0.05 / 8).low);
  }
}

TEST(ProbeClaims, AreUntestedWhereNothingHappened) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::collapsed_share, 0);
  set_probe_of_all(study, &ProbeFacts::loss_saturation, 0);
  EXPECT_EQ(results(lines_of(study, kSaturation)), std::vector(8, untested));
  EXPECT_EQ(results(lines_of(study, kRevival)), std::vector(4, untested));
  EXPECT_EQ(lines_of(study, kRevival)[0].text,
            "no seed has two probes with channels inactive at the first, on both sides");
  EXPECT_EQ(results(lines_of(study, kGradient)), std::vector(4, untested));
}

TEST(ProbeClaims, JudgeRevivalsWhereChannelsWereInactive) {
  StudyFacts study = default_study(10, {});
  set_probe(study, 0, &ProbeFacts::revival_rate, 0.1);
  set_probe(study, 4, &ProbeFacts::revival_rate, 0.8);
  EXPECT_EQ(results(lines_of(study, kRevival)),
            (std::vector{untested, untested, untested, supported}));
  for (std::size_t seed = 0; seed < 3; ++seed) study.arms[4].runs[seed].probe.revival_rate.reset();
  const ClaimLine line = lines_of(study, kRevival)[3];
  EXPECT_EQ(line.result, not_shown);
  EXPECT_EQ(line.n, 7U);
  EXPECT_TRUE(contains(line.text, "the other seeds have no value on both sides"));
}

TEST(ProbeClaims, OfInactiveChannelsThatStayedSoAreNotUntested) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::revival_rate, 0);
  EXPECT_EQ(results(lines_of(study, kRevival)), std::vector(4, not_shown));
}

TEST(ProbeClaims, LeaveOutRunsThatDivergedBeforeTheirTime) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  set_probe(study, 1, &ProbeFacts::generator_signal, 2);
  set_state(study, 1, 3, RunState::failed);
  const ClaimLine line = lines_of(study, kGradient)[0];
  EXPECT_EQ(line.n, 7U);
  EXPECT_EQ(line.result, not_shown);
}

TEST(ProbeClaims, SayOfWhatConfidenceTheirIntervalsAre) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  const ClaimLine line = lines_of(study, kGradient)[0];
  EXPECT_EQ(line.confidence, 1 - 0.05 / 4);
  EXPECT_TRUE(contains(line.text, " (98.8% interval ")) << line.text;
}

TEST(ProbeClaims, HoldLeakyArmsAgainstAReluThatIsNotTheBaseline) {
  StudyFacts study = default_study(8, {});
  study.baseline = 3;
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  EXPECT_EQ(lines_of(study, kGradient)[3].against, "relu");
  study.arms[0].activation = {ActivationKind::gelu, 0};
  EXPECT_EQ(results(lines_of(study, kGradient)), std::vector{untested});
  EXPECT_EQ(lines_of(study, kGradient)[0].text, "there is no relu arm");
}

TEST(ProbeClaims, PassOverArmsThatDifferFromReluInMoreThanTheirActivation) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  study.arms[2].family = 2;
  const std::vector<ClaimLine> lines = lines_of(study, kGradient);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1].arm, "leaky 0.2");
}

TEST(ProbeClaims, PassOverArmsThatDoNotLeakOrAreStressed) {
  StudyFacts study = default_study(8, {});
  set_probe_of_all(study, &ProbeFacts::generator_signal, 1);
  study.arms[1].activation.slope = 0;
  study.arms[2].activation.kind = ActivationKind::prelu;
  study.arms[3].is_stress = true;
  const std::vector<ClaimLine> lines = lines_of(study, kGradient);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].arm, "leaky 0.3");
}

}  // namespace
}  // namespace leakygan::testing
