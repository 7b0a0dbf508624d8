#include "config/schema.h"

#include <nlohmann/json.hpp>

#include "config/rules.h"
#include "tests/config/load_text.h"

namespace leakygan {
namespace {

TEST(Config, TwoEndsOfARunAreAnErrorAndOneReplacesTheDefault) {
  EXPECT_HAS(fault_of("training: {images: 10, epochs: 2}"), "only one can end the run");
  EXPECT_HAS(fault_of("training: {epochs: 2}", {"training.images=10"}), "only one can end the run");
  const Config config =
      load("training: {epochs: 2}", {"training.images=10", "training.epochs=none"});
  EXPECT_EQ(config.training.images, 10);
  EXPECT_FALSE(config.training.epochs);
}

TEST(Config, AnEndGivenOnResumeReplacesTheRunsOfWhateverKind) {
  const Config run = load("training: {epochs: 2}");
  for (const char* given : {"training.images=10", "training={images: 10}", "training.images= 10"}) {
    const Config config = override_config(run, std::vector<std::string>{given});
    EXPECT_EQ(config.training.images, 10) << given;
    EXPECT_FALSE(config.training.epochs) << given;
  }
  EXPECT_EQ(override_config(run, std::vector<std::string>{"training.images=none"}).training.epochs,
            2);
}

TEST(Config, AListMayBeEmptyOneWordOrSeveralAndReadsBackFromYamlAndJson) {
  using List = std::vector<std::string>;
  const auto stop_on = [](const std::string& text) {
    return load("", {"training.stop_on=" + text}).training.stop_on;
  };
  EXPECT_EQ(load("").training.stop_on, List{});
  EXPECT_EQ(stop_on("[]"), List{});
  EXPECT_EQ(stop_on("collapse"), List{"collapse"});
  EXPECT_EQ(stop_on("[drift, collapse, drift]"), (List{"drift", "collapse"}));
  const Config config = load("training: {stop_on: [gradient, no_variation]}");
  EXPECT_EQ(load(dump_config(config)).training.stop_on, config.training.stop_on);
  EXPECT_EQ(parse_config(dump_config_json(config), "json").training.stop_on,
            config.training.stop_on);
  EXPECT_HAS(fault_of("", {"training.stop_on=[drift, colapse]"}),
             "training.stop_on: 'colapse' must be one of: ");
  EXPECT_HAS(fault_of("", {"training.stop_on=colapse"}), "did you mean collapse?");
  EXPECT_HAS(fault_of("", {"training.stop_on="}), "has no value");
}

TEST(Config, AnEmptyListIsNoValueOfOtherKeys) {
  for (const auto& key : schema()) {
    Config config;
    if (key.type.find("list of") != std::string::npos) continue;
    EXPECT_NE(key.set(config, Value{{}, true}), "") << key.path;
  }
  EXPECT_HAS(fault_of("", {"training.epochs=[]"}), "training.epochs: must be one");
}

TEST(Config, TheDecidingScoreHasToBeMeasured) {
  EXPECT_HAS(fault_of("", {"evaluate.best=coverage"}),
             "evaluate.best: coverage is a score of the metric neighbours, which is not among");
  EXPECT_EQ(load("evaluate: {metrics: [neighbours], best: coverage}").evaluate.best, "coverage");
  EXPECT_EQ(load("evaluate: {metrics: [], best: coverage}").evaluate.best, "coverage");
}

TEST(Config, AnIntervalOfProbesIsOpenANumberOrNone) {
  const auto written = [](const std::string& text) {
    const Config config = load("", {"every.probe=" + text});
    const std::string dumped = dump_config(config);
    EXPECT_EQ(load(dumped).every.probe, config.every.probe);
    const auto at = dumped.find("probe: ") + 7;
    return dumped.substr(at, dumped.find('\n', at) - at);
  };
  EXPECT_EQ(written("auto"), "auto");
  EXPECT_EQ(written("640"), "640");
  EXPECT_EQ(written("none"), "none");
  EXPECT_EQ(written("0"), "none");
  EXPECT_EQ(load("every: {probe: none}").every.probe, 0);
  EXPECT_HAS(fault_of("", {"every.probe=never"}), "every.probe: 'never' is not a whole number");
  EXPECT_HAS(fault_of("", {"every.probe=-1"}), "every.probe: -1 is out of range");
}

TEST(Config, WassersteinWithoutAConstraintIsWarnedOf) {
  const auto warnings = config_warnings(load("objective: {loss: wasserstein}"));
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_HAS(warnings[0], "penalty");
  EXPECT_TRUE(config_warnings(load("objective: {loss: hinge}")).empty());
}

TEST(Config, ADumpedConfigurationReadsBackToTheSame) {
  const Config config = load(
      "name: \"no: \\\"x\\\" #\"\nseed: 18446744073709551615\nthreads: 3\n"
      "data: {folder: \"a b\", size: [48, 80], channels: 1, flip: true}\n"
      "generator: {activation: {kind: prelu, slope: 0.1}, normalization: none}\n"
      "discriminator: {activation: gelu}\noptimizer: {generator: {lr: 0.1234567890123}}\n"
      "training: {minutes: 1.5}\nevery: {log: 7}\n");
  const std::string text = dump_config(config);
  EXPECT_EQ(dump_config(load(text)), text);
  EXPECT_EQ(load(text).name, "no: \"x\" #");
  EXPECT_EQ(load(text).seed, 18446744073709551615U);
  EXPECT_EQ(load(text).optimizer.generator.lr, 0.1234567890123);
}

TEST(Config, EveryKeyHasADescriptionAndADefaultThatItAccepts) {
  for (const auto& key : schema()) {
    EXPECT_FALSE(key.meaning.empty()) << key.path;
    EXPECT_FALSE(key.type.empty()) << key.path;
    const bool is_word = key.default_text == "required" || key.default_text == "from data" ||
                         key.path.ends_with(".slope");
    if (is_word) continue;
    Config config;
    const bool is_list = key.default_text.starts_with('[');
    const auto value =
        is_list ? Value{nlohmann::json::parse(key.default_text), true} : Value{{key.default_text}};
    EXPECT_EQ(key.set(config, value), "") << key.path;
  }
}

}  // namespace
}  // namespace leakygan
