#include "config/rules.h"
#include "tests/config/load_text.h"

namespace leakygan {
namespace {

TEST(Config, DefaultsAreThoseOfThePublicExample) {
  const Config config = load("");
  EXPECT_EQ(config.generator.latent, 100);
  EXPECT_EQ(config.generator.width, 64);
  EXPECT_EQ(config.training.batch, 64);
  EXPECT_EQ(config.optimizer.generator.lr, 2e-4);
  EXPECT_EQ(config.optimizer.discriminator.beta1, 0.5);
  EXPECT_EQ(config.discriminator.activation.kind, ActivationKind::leaky_relu);
  EXPECT_EQ(config.discriminator.activation.slope, 0.2);
  EXPECT_EQ(config.training.epochs, 25);
}

TEST(Config, AllFaultsOfAFileAreListedAtOnceWithTheirLines) {
  const std::string fault =
      fault_of("learning_rate: 0.1\nbatch-size: 8\ndiscriminator:\n  slop: 0.1\nseed: x\n");
  EXPECT_HAS(fault, ".yaml:1: learning_rate: unknown key");
  EXPECT_HAS(fault, "optimizer.generator.lr");
  EXPECT_HAS(fault, ".yaml:2: batch-size: unknown key; did you mean training.batch?");
  EXPECT_HAS(fault,
             ".yaml:4: discriminator.slop: unknown key; did you mean "
             "discriminator.activation.slope?");
  EXPECT_HAS(fault, ".yaml:5: seed: 'x' is not a whole number");
}

TEST(Config, AnAliasOfTheMapThatItStandsInIsNoEndlessLoop) {
  EXPECT_HAS(fault_of("generator: &x\n  b: *x\n"), "nested too deep");
}

TEST(Config, ALengthBeyondReasonIsRefused) {
  EXPECT_HAS(fault_of("training: {epochs: 1e17}"), "training.epochs: 1e17 is out of range");
  EXPECT_HAS(fault_of("training: {minutes: 1e300}"), "training.minutes: 1e300 is out of range");
}

TEST(Config, AWrongKindOfActivationIsOneFaultWithItsSlope) {
  const std::string fault = fault_of("generator: {activation: {kind: leaky, slope: 0.1}}");
  EXPECT_HAS(fault, "generator.activation.kind: 'leaky'");
  EXPECT_EQ(fault.find("slope"), std::string::npos) << fault;
}

TEST(Config, AKeyGivenTwiceFailsWithBothLines) {
  const std::string fault =
      fault_of("optimizer:\n  generator:\n    lr: 2e-4\n    beta1: 0.5\n    lr: 2e-3\n");
  EXPECT_HAS(fault, ".yaml:5: optimizer.generator.lr: is given twice, first in line 3");
}

TEST(Config, MergeKeysAreRefusedWhereTheyStand) {
  EXPECT_HAS(fault_of("base: &b {lr: 1e-3}\noptimizer:\n  generator: {<<: *b}\n"),
             ".yaml:3: optimizer.generator.<<: merge keys are not supported");
}

TEST(Config, LearningRatesThatTrainNothingAreRefused) {
  for (const char* lr :
       {"0", ".nan", ".inf", "-1e-4", "1e-400", "nan", "inf", "abc", "\"\"", "0,2"}) {
    const std::string fault = fault_of("optimizer: {generator: {lr: " + std::string(lr) + "}}");
    EXPECT_HAS(fault, "optimizer.generator.lr") << lr;
  }
  EXPECT_EQ(load("optimizer: {generator: {lr: 1e6}}").optimizer.generator.lr, 1e6);
}

TEST(Config, NumbersOutOfRangeNameTheRange) {
  EXPECT_HAS(fault_of("optimizer: {generator: {beta1: 1}}"), "must be 0 to below 1");
  EXPECT_HAS(fault_of("training: {batch: 0}"), "must be 2 to 65536");
  EXPECT_HAS(fault_of("training: {batch: 8.5}"), "not a whole number");
  EXPECT_HAS(fault_of("data: {folder: x, size: 8}"), "must be 16 to 512");
  EXPECT_HAS(fault_of("data: {folder: x, channels: 2}"), "must be one of: 1, 3, 4");
}

TEST(Config, TextKeepsItsSpellingAndBooleansAreTrueOrFalse) {
  EXPECT_EQ(load("name: no").name, "no");
  EXPECT_EQ(load("name: \"on\"").name, "on");
  EXPECT_TRUE(load("data: {folder: x, flip: true}").data.flip);
  for (const char* word : {"y", "1", "TrUe", "yes", "on"}) {
    EXPECT_HAS(fault_of("data: {folder: x, flip: " + std::string(word) + "}"),
               "data.flip: '" + std::string(word) + "' must be true or false");
  }
}

TEST(Config, SlopesThatAreNoLeakyReluAreRefusedWithAHint) {
  EXPECT_HAS(fault_of("discriminator: {activation: {slope: -0.2}}"), "without a sign: 0.2");
  EXPECT_HAS(fault_of("", {"discriminator.activation.slope=-.2"}), "without a sign: 0.2");
  EXPECT_HAS(fault_of("discriminator: {activation: {slope: 1.5}}"), "another function");
  EXPECT_HAS(fault_of("discriminator: {activation: {slope: .nan}}"),
             "discriminator.activation.slope");
  EXPECT_HAS(fault_of("discriminator: {activation: {slope: \"0,2\"}}"),
             "the decimal sign is a point");
  EXPECT_HAS(fault_of("generator: {activation: {slope: 0.1}}"), "the activation relu has no slope");
  const auto warnings = config_warnings(load("discriminator: {activation: {slope: 1}}"));
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_HAS(warnings[0], "linear");
}

TEST(Config, AnActivationMayBeAKindOrAKindAndSlope) {
  EXPECT_EQ(load("discriminator: {activation: relu}").discriminator.activation.kind,
            ActivationKind::relu);
  const Config config = load("generator: {activation: {slope: 0.3, kind: leaky_relu}}");
  EXPECT_EQ(config.generator.activation.kind, ActivationKind::leaky_relu);
  EXPECT_EQ(config.generator.activation.slope, 0.3);
  EXPECT_HAS(fault_of("generator: {activation: leaky}"), "leaky_relu");
}

TEST(Config, OverridesWinAndReadYaml) {
  const Config config = load("seed: 3", {"seed=4", "data.size=[48, 80]", "seed=5"});
  EXPECT_EQ(config.seed, 5U);
  EXPECT_EQ(config.data.size->height, 48);
  EXPECT_EQ(config.data.size->width, 80);
  EXPECT_HAS(fault_of("", {"seed"}), "must look like key.path=value");
  EXPECT_HAS(fault_of("", {"seed="}), "has no value");
  EXPECT_HAS(fault_of("", {"=1"}), "must look like key.path=value");
}

TEST(Config, SectionsAndKeysAreNotMixedUp) {
  EXPECT_HAS(fault_of("generator: 5"), "generator: is a section");
  EXPECT_HAS(fault_of("generator: {}"), "generator: is a section");
  EXPECT_HAS(fault_of("seed: {value: 1}"), "seed: must be a single value");
  EXPECT_HAS(fault_of("study: {seeds: 2}"),
             "study.seeds: belongs to a study: write it in the file");
  EXPECT_HAS(fault_of("optimizer: [1, 2]"), "optimizer: is a section");
  EXPECT_HAS(fault_of("seed:"), "seed: has no value");
}

TEST(Config, WhatIsNoConfigurationIsRefusedInOneLine) {
  for (const char* text :
       {"just words", "[1, 2]", "a: [", "a: b: c", "---\nseed: 1\n---\nseed: 2"}) {
    const std::string fault = fault_of(std::string(text) + "\n# data:");
    EXPECT_FALSE(fault.empty()) << text;
    EXPECT_EQ(fault.find('\n'), std::string::npos) << fault;
  }
  EXPECT_HAS(fault_of(std::string("\x89PNG\r\n\x1a\n\0\0data:", 15)), "is not a configuration");
}

TEST(Config, TextsAreUtf8) {
  for (const char* text : {R"("a\Nb")", R"("a\_b")", R"("a\0b")"}) {
    EXPECT_HAS(fault_of(std::string("name: ") + text), "name: must be UTF-8") << text;
  }
  EXPECT_HAS(fault_of("", {"name=caf\xE9"}), "name");
  EXPECT_EQ(load(R"(name: "caf\u00e9")").name, "caf\xC3\xA9");
}

TEST(Config, TheDataFolderIsRequired) {
  EXPECT_HAS(fault_of("# data:\nseed: 1"), "data.folder: is required");
}

}  // namespace
}  // namespace leakygan
