#include "study/arms.h"

#include <gtest/gtest.h>

#include "config/compare.h"
#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

using Names = std::vector<std::string>;

TEST(StudyArms, TheDefaultOnesAreReluAndFourSlopes) {
  const Study study = make("data: {folder: x}\n").study;
  EXPECT_EQ(names(study), (Names{"relu", "leaky-0.01", "leaky-0.1", "leaky-0.2", "leaky-0.3"}));
  EXPECT_EQ(study.comparisons(), 4U);
  EXPECT_EQ(study.seeds.size(), 5U);
}

TEST(StudyArms, SlopesBringReluWithThem) {
  EXPECT_EQ(names(make("study: {slopes: [0.3]}\ndata: {folder: x}\n").study),
            (Names{"relu", "leaky-0.3"}));
}

TEST(StudyArms, VaryTheDiscriminatorUnlessToldOtherwise) {
  const auto arm = [](const std::string& network) {
    return make("study: {slopes: [0.3]" + network + "}\ndata: {folder: x}\n").study.arms[1].config;
  };
  EXPECT_EQ(arm("").discriminator.activation.slope, 0.3);
  EXPECT_EQ(arm("").generator.activation.kind, ActivationKind::relu);
  EXPECT_EQ(arm(", network: generator").generator.activation.slope, 0.3);
  EXPECT_EQ(arm(", network: generator").discriminator.activation.slope, 0.2);
  EXPECT_EQ(arm(", network: both").generator.activation.slope, 0.3);
  EXPECT_EQ(arm(", network: both").discriminator.activation.slope, 0.3);
}

TEST(StudyArms, TheSameSlopeTwiceIsOneArm) {
  const Made made = make("study: {slopes: [0.1, 0.10, 1e-1]}\ndata: {folder: x}\n");
  EXPECT_EQ(names(made.study), (Names{"relu", "leaky-0.1"}));
  ASSERT_EQ(made.notes.size(), 2U);
  EXPECT_EQ(made.notes[0], "the arm leaky-0.1 is given twice: merged");
}

TEST(StudyArms, OneThingUnderTwoNamesStaysTwoArms) {
  const Made made = make(
      "study:\n  arms:\n    one: {discriminator.activation.slope: 0.2}\n"
      "    two: {discriminator: {activation: {slope: 0.20}}}\ndata: {folder: x}\n");
  EXPECT_EQ(names(made.study), (Names{"one", "two"}));
  ASSERT_EQ(made.notes.size(), 1U);
  EXPECT_TRUE(contains(made.notes[0], "one and two are the same")) << made.notes[0];
}

TEST(StudyArms, MayHaveAnyKeyOtherwiseAndDotsInTheirNames) {
  const Study study = make(
                          "study:\n  baseline: lr 2.0e-4\n  arms:\n"
                          "    hinge v1.5: {objective: {loss: hinge}}\n"
                          "    lr 2.0e-4: {optimizer: {generator: {lr: 2.0e-4}}}\n"
                          "data: {folder: x}\n")
                          .study;
  EXPECT_EQ(names(study), (Names{"lr 2.0e-4", "hinge v1.5"}));
  EXPECT_EQ(study.arms[1].config.objective.loss, "hinge");
}

TEST(StudyArms, WhatMakesNumbersIncomparableIsRefused) {
  for (const char* key : {"data.size: 32", "seed: 3", "training.images: 5", "evaluate.images: 9",
                          "data.folder: y", "threads: 1"}) {
    const std::string message = refusal("study:\n  arms:\n    a: {" + std::string(key) +
                                        "}\n    b: {objective.loss: hinge}\ndata: {folder: x}\n");
    EXPECT_TRUE(contains(message, "all arms have the same")) << key << ": " << message;
  }
}

TEST(StudyArms, FlippingIsATreatmentLikeAnother) {
  EXPECT_EQ(names(make("study: {arms: {a: {data.flip: true}, b: {data.flip: false}}}\n"
                       "data: {folder: x}\n")
                      .study)
                .size(),
            2U);
}

TEST(StudyArms, OneWithNothingOtherwiseIsTheBaseAsItIs) {
  const Study study = make(
                          "study: {arms: {as it is: {}, hinge: {objective.loss: hinge}}}\n"
                          "data: {folder: x}\n")
                          .study;
  EXPECT_EQ(names(study), (Names{"as it is", "hinge"}));
  EXPECT_TRUE(differences(study.arms[0].config, study.base).empty());
}

TEST(StudyArms, OneAloneIsNoComparison) {
  EXPECT_TRUE(contains(refusal("study: {activations: [relu]}\ndata: {folder: x}\n"), "two arms"));
}

TEST(StudyArms, ABaselineThatIsNoArmIsRefusedWithTheNames) {
  const std::string message =
      refusal("study: {slopes: [0.1], baseline: gelu}\ndata: {folder: x}\n");
  EXPECT_TRUE(contains(message, "'gelu' is no arm; there are relu, leaky-0.1")) << message;
}

TEST(StudyArms, TwoOfOneNameThatDifferAreRefused) {
  const std::string message = refusal(
      "study: {slopes: [0.1], arms: {leaky-0.1: {objective.loss: hinge}}}\ndata: {folder: x}\n");
  EXPECT_TRUE(contains(message, "two arms that differ are called 'leaky-0.1'")) << message;
}

TEST(StudyArms, TheStressArmIsTheBaselineUnderItsSettingsAndComparedWithNothing) {
  const Study study = make(
                          "study:\n  slopes: [0.1]\n"
                          "  stress: {discriminator: {normalization: none}}\n"
                          "data: {folder: x}\n")
                          .study;
  EXPECT_EQ(names(study), (Names{"relu", "leaky-0.1", "stress-relu"}));
  EXPECT_TRUE(study.arms[2].is_stress);
  EXPECT_EQ(study.comparisons(), 1U);
  EXPECT_EQ(study.arms[2].config.discriminator.activation.kind, ActivationKind::relu);
  EXPECT_EQ(study.arms[2].config.discriminator.normalization, Normalization::none);
}

TEST(StudyArms, AFaultOfTheBaseIsToldOnce) {
  const std::string message =
      refusal("study: {slopes: [0.1, 0.2]}\ndata: {folder: x}\ntraining: {batch: 0}\n");
  const auto first = message.find("training.batch");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(message.find("training.batch", first + 1), std::string::npos) << message;
}

TEST(StudyArms, AreNotRankedByScoresWithoutADirection) {
  const std::string text = "study: {slopes: [0.1]}\ndata: {folder: x}\n";
  for (const char* score : {"precision", "nearest_neighbour_accuracy", "near_duplicates"}) {
    const std::string evaluate =
        "evaluate: {metrics: [neighbours], best: " + std::string(score) + "}\n";
    EXPECT_NE(refusal(text + evaluate).find("cannot rank arms by " + std::string(score)),
              std::string::npos)
        << refusal(text + evaluate);
  }
  // The first score of the metric is the one that decides.
  EXPECT_NE(refusal(text + "evaluate: {metrics: [neighbours]}\n").find("precision"),
            std::string::npos);
  EXPECT_EQ(refusal(text + "evaluate: {metrics: [neighbours], best: recall}\n"), "");
}

TEST(StudyArms, KeepOneCheckpointARunUnlessToldOtherwise) {
  const std::string text = "study: {slopes: [0.1]}\ndata: {folder: x}\n";
  const Study study = make(text).study;
  EXPECT_EQ(study.base.keep.checkpoints, 1);
  for (const Arm& arm : study.arms) EXPECT_EQ(arm.config.keep.checkpoints, 1);
  EXPECT_EQ(make(text + "keep: {checkpoints: 5}\n").study.arms[1].config.keep.checkpoints, 5);
}

TEST(StudyArms, LengthsAreTheStudys) {
  EXPECT_TRUE(contains(refusal("data: {folder: x}\ntraining: {minutes: 3}\n"), "same number of"));
  EXPECT_TRUE(contains(refusal("study: {budget: 1h}\ndata: {folder: x}\ntraining: {epochs: 3}\n"),
                       "one of them"));
  EXPECT_FALSE(make("data: {folder: x}\ntraining: {epochs: 3}\n").study.budget.has_value());
  EXPECT_EQ(make("data: {folder: x}\n").study.budget, 7200);
}

}  // namespace
}  // namespace leakygan::testing
