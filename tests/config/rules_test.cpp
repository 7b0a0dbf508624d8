#include "config/rules.h"

#include "tests/config/load_text.h"

namespace leakygan {
namespace {

TEST(Rules, PenaltiesOfAnImagesGradientAndBatchNormAreRefusedWithTheReason) {
  for (const char* key : {"r1", "r2", "gradient_penalty"}) {
    const std::string text = std::string("objective: {") + key + ": 1}";
    EXPECT_HAS(fault_of(text), std::string("objective.") + key);
    EXPECT_HAS(fault_of(text), "BatchNorm in the discriminator mixes");
    EXPECT_HAS(fault_of(text), std::string("or objective.") + key + " to 0");
    for (const char* other : {"none", "spectral", "group", "instance", "layer"}) {
      const Config config = load(text, {std::string("discriminator.normalization=") + other});
      EXPECT_TRUE(config.objective.has_penalty());
    }
  }
}

TEST(Rules, ALossWithoutTargetsHasNoneToSmooth) {
  for (const char* loss : {"hinge", "wasserstein", "relativistic"}) {
    EXPECT_HAS(fault_of(std::string("objective: {label_smoothing: 0.1, loss: ") + loss + "}"),
               "objective.label_smoothing: the loss");
  }
  EXPECT_EQ(load("objective: {label_smoothing: 0.1}").objective.label_smoothing, 0.1);
}

TEST(Rules, ScalesOfClassesNeedANormalizationToFollow) {
  for (const char* kind : {"none", "spectral"}) {
    EXPECT_HAS(fault_of(std::string("generator: {conditioning: normalization, normalization: ") +
                        kind + "}"),
               "generator.conditioning: normalization needs");
  }
}

TEST(Rules, AScheduleRunsOverImagesAndNotOverMinutes) {
  for (const char* schedule : {"optimizer: {schedule: cosine}", "objective: {instance_noise: 0.1}",
                               "objective: {r1: 1, penalty_final: 0.5}\n"
                               "discriminator: {normalization: none}"}) {
    const std::string text = std::string(schedule) + "\ntraining: {minutes: 5";
    EXPECT_HAS(fault_of(text + "}"), "training.minutes: a schedule");
    EXPECT_EQ(load(text + ", schedule_images: 1000}").training.schedule_images, 1000);
  }
}

TEST(Rules, WassersteinWithoutAConstraintIsWarnedOf) {
  EXPECT_EQ(config_warnings(load("objective: {loss: wasserstein}")).size(), 1U);
  const char* bounded = "objective: {loss: wasserstein}\ndiscriminator: {normalization: spectral}";
  EXPECT_TRUE(config_warnings(load(bounded)).empty());
}

TEST(Rules, APenaltysIntervalWithoutAPenaltyIsWarnedOf) {
  EXPECT_EQ(config_warnings(load("objective: {penalty_every: 4}")).size(), 1U);
}

TEST(Rules, ASpectralNormWithoutSpectralNormalizationIsWarnedOf) {
  EXPECT_EQ(config_warnings(load("discriminator: {spectral_norm: 2}")).size(), 1U);
  EXPECT_TRUE(
      config_warnings(load("discriminator: {normalization: spectral, spectral_norm: 2}")).empty());
  EXPECT_HAS(fault_of("generator: {spectral_norm: 0}"), "generator.spectral_norm");
}

TEST(Rules, WhatDoesNothingIsWarnedOf) {
  const auto only_warning = [](const std::string& text) {
    const auto warnings = config_warnings(load(text));
    return warnings.size() == 1 ? warnings.front() : "";
  };
  EXPECT_HAS(only_warning("generator: {conditioning: embedding}"), "does nothing without classes");
  EXPECT_TRUE(
      config_warnings(load("generator: {conditioning: embedding}", {"data.classes=auto"})).empty());
  EXPECT_HAS(only_warning("training: {schedule_images: 1000}"), "there is no schedule");
  EXPECT_HAS(only_warning("training: {schedule_images: 1000, minutes: 5}\n"
                          "optimizer: {schedule: cosine}"),
             "learning rates are 0 from there on");
}

TEST(Rules, AugmentationIsNoneOrAListOrLeftOpen) {
  const auto augment = [](const std::string& value) {
    return load("training: {augment: " + value + "}").training.augment;
  };
  EXPECT_TRUE(augment("none").value().empty());
  EXPECT_EQ(augment("[color, cutout]"), (std::vector<std::string>{"color", "cutout"}));
  EXPECT_EQ(augment("cutout"), std::vector<std::string>(1, "cutout"));
  EXPECT_FALSE(augment("auto"));
  EXPECT_HAS(fault_of("training: {augment: rotation}"), "training.augment");
  for (const char* value : {"none", "auto", "[\"color\"]"}) {
    EXPECT_HAS(dump_config(load(std::string("training: {augment: ") + value + "}")),
               std::string("augment: ") + value);
  }
}

}  // namespace
}  // namespace leakygan
