#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

using nlohmann::json;

// Trainings of 20 steps, with a checkpoint every 5, that look inside their networks.
class TrainingProbe : public TrainingTest {
 protected:
  Result train_probed(const std::vector<std::string>& more) const {
    std::vector<std::string> overrides = {"training.images=160", "every.log=8", "every.sample=160",
                                          "every.checkpoint=40", "keep.checkpoints=10"};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return train(overrides);
  }

  std::vector<json> probes(const std::string& run = "pictures") const {
    std::vector<json> found;
    for (const json& line : lines(out(run) / "metrics.jsonl")) {
      if (line.contains("probe")) found.push_back(line);
    }
    return found;
  }

  // Steps of the probes.
  std::vector<int> probed(const std::string& run = "pictures") const {
    std::vector<int> found;
    for (const json& line : probes(run)) found.push_back(line["step"]);
    return found;
  }

  std::vector<json> losses(const std::string& run) const {
    std::vector<json> found;
    for (const json& line : lines(out(run) / "metrics.jsonl")) {
      if (!line.contains("discriminator_loss")) continue;
      found.push_back({line["step"], line["discriminator_loss"], line["generator_loss"],
                       line["discriminator_gradient"], line["generator_gradient"]});
    }
    return found;
  }
};

// In which channels die and come back within a few steps.
const std::vector<std::string> kStress = {
    "discriminator.normalization=none", "generator.normalization=none",
    "discriminator.activation=relu", "optimizer.discriminator.lr=0.05",
    "optimizer.generator.lr=0.05"};

std::vector<std::string> stressed(const std::vector<std::string>& more) {
  std::vector<std::string> all = kStress;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST_F(TrainingProbe, IsMadeWhenItIsDueAndOnceAtTheEnd) {
  ASSERT_EQ(train_probed({"every.probe=56"}).exit_code, 0);
  EXPECT_EQ(probed(), (std::vector<int>{7, 14, 20}));
  ASSERT_EQ(train_probed({"name=fitting", "every.probe=80"}).exit_code, 0);
  EXPECT_EQ(probed("fitting"), (std::vector<int>{10, 20}));
  ASSERT_EQ(train_probed({"name=auto", "every.probe=auto"}).exit_code, 0);
  EXPECT_EQ(probed("auto"), (std::vector<int>{20}));
  ASSERT_EQ(train_probed({"name=never", "every.probe=none"}).exit_code, 0);
  EXPECT_TRUE(probes("never").empty());
}

TEST_F(TrainingProbe, SaysWhatItLookedAt) {
  ASSERT_EQ(train_probed({"every.probe=80", "data.holdout=4"}).exit_code, 0);
  const json probe = probes().back()["probe"];
  EXPECT_EQ(probe["held_out"], 4);
  EXPECT_EQ(probe["real"], 40);
  EXPECT_EQ(probe["generated"], 40);
  // With classes no held-out image is looked at, and none twice.
  ASSERT_EQ(train_probed({"name=told", "every.probe=80", "data.holdout=4", "data.classes=folders"})
                .exit_code,
            0);
  EXPECT_EQ(probes("told").back()["probe"]["held_out"], 0);
  EXPECT_EQ(probes("told").back()["probe"]["real"], 32);
  EXPECT_GT(probe["discriminator"]["generator_signal"], 0.0);
  const json layer = probe["discriminator"]["layers"][0];
  EXPECT_EQ(layer["layer"], "layers.0");
  EXPECT_EQ(layer["activation"], "leaky_relu 0.2");
  EXPECT_EQ(layer["dead_channels"], 0);
  EXPECT_EQ(layer["active_before"], layer["channels"]);
  EXPECT_FALSE(probes().front()["probe"]["discriminator"]["layers"][0].contains("active_before"));
}

TEST_F(TrainingProbe, ChangesNothingOfTheTraining) {
  int number = 0;
  for (const char* normalization : {"none", "batch"}) {
    for (const char* activation : {"relu", "leaky_relu"}) {
      const std::string with = "with" + std::to_string(++number);
      const std::string without = "without" + std::to_string(number);
      std::vector<std::string> settings = {
          std::string("discriminator.normalization=") + normalization,
          std::string("generator.normalization=") + normalization,
          std::string("discriminator.activation=") + activation, "every.probe=8", "name=" + with};
      ASSERT_EQ(train_probed(settings).exit_code, 0);
      settings.insert(settings.end(), {"every.probe=none", "name=" + without});
      ASSERT_EQ(train_probed(settings).exit_code, 0);
      EXPECT_EQ(probed(with).size(), 20U);
      EXPECT_TRUE(probed(without).empty());
      EXPECT_EQ(losses(with), losses(without)) << normalization << " " << activation;
      EXPECT_EQ(id_of(checkpoint(20, with)), id_of(checkpoint(20, without)))
          << normalization << " " << activation;
    }
  }
}

TEST_F(TrainingProbe, GoesOnAfterAnInterruptionAsIfThereWereNone) {
  // The probes of steps 3 and 6 are on the two sides of the checkpoint.
  ASSERT_EQ(train_probed(stressed({"every.probe=24"})).exit_code, 0);
  const auto unbroken = probes();
  ASSERT_EQ(resume(checkpoint(5)).exit_code, 0);
  const auto resumed = probes();
  ASSERT_EQ(resumed.size(), unbroken.size());
  int moved = 0;
  for (std::size_t i = 0; i < resumed.size(); ++i) {
    EXPECT_EQ(resumed[i], unbroken[i]);
    for (const json& layer : unbroken[i]["probe"]["discriminator"]["layers"]) {
      moved += layer.value("went_inactive", 0) + layer.value("came_back", 0);
    }
  }
  EXPECT_GT(moved, 0);
}

TEST_F(TrainingProbe, TellsOfTheDead) {
  const Result result = train_probed(stressed({"every.probe=8"}));
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.err.find("channels of discriminator.layers."), std::string::npos) << result.err;
  const Result leaky =
      train_probed({"name=leaky", "every.probe=8", "generator.activation=leaky_relu"});
  ASSERT_EQ(leaky.exit_code, 0) << leaky.err;
  EXPECT_EQ(leaky.err.find(" dead: "), std::string::npos) << leaky.err;
}

TEST_F(TrainingProbe, LooksAtTheSameHeldOutImagesWhateverTheirNames) {
  make_shapes(path("more"), 600);
  fs::create_directories(path("renamed"));
  int number = 1000;
  for (const auto& file : fs::recursive_directory_iterator(path("more"))) {
    const std::string name = std::to_string(--number) + file.path().extension().string();
    if (file.is_regular_file()) fs::copy_file(file.path(), path("renamed") / name);
  }
  // The order of training does depend on names, so the networks must not learn.
  for (const std::string source : {"more", "renamed"}) {
    const Result result =
        train(path(source).string(),
              {"training.images=8", "data.holdout=520", "every.probe=auto",
               "optimizer.discriminator.lr=1e-30", "optimizer.generator.lr=1e-30"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }
  EXPECT_EQ(probes("more").back()["probe"]["held_out"], 512);
  EXPECT_EQ(probes("more"), probes("renamed"));
}

}  // namespace
}  // namespace leakygan::testing
