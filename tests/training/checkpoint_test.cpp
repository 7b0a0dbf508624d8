#include "training/checkpoint.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <nlohmann/json.hpp>

#include "config/compare.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/step_options_test.h"
#include "training/run_checkpoints.h"
#include "training/step.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::message_of;

using testing::kImage;

Config small() {
  Config config;
  config.name = "a \"name\" \u00e9";
  config.data.folder = "/some/folder";
  config.data.size = ImageSize{16, 16};
  config.generator.width = 4;
  config.generator.latent = 8;
  config.generator.activation = {ActivationKind::prelu, 0.1};
  config.discriminator.width = 4;
  config.training.batch = 6;
  config.training.images = 600;
  return config;
}

TrainingProgress progress() {
  TrainingProgress progress;
  progress.step = 3;
  progress.images = 18;
  progress.seconds = 1.0 / 3;
  progress.branch = 2;
  progress.log.step = 2;
  progress.log.seconds = 0.1;
  progress.log.means.add("loss", 0.7);
  progress.log.resumed = {{"step", 1}};
  progress.dataset = {100, "0123456789abcdef"};
  progress.watchdog.numbers = {{"real_logit", 1.0 / 3}};
  progress.watchdog.since = {{"drift", 2}};
  progress.watchdog.told = {{WarningKind::collapse, 3, "evidence", "advice"}};
  progress.inactive_channels = {{"generator.layers.1", "0110"}};
  return progress;
}

void take_steps(Gan& gan, int from, int to) {
  for (int i = from; i < to; ++i) {
    torch::manual_seed(static_cast<std::uint64_t>(i));
    const auto real = torch::rand({6, 3, 16, 16}).contiguous(at::MemoryFormat::ChannelsLast);
    gan.step({.batches = {{real, torch::randn({6, 8})}}});
  }
}

class CheckpointFile : public ::testing::Test {
 protected:
  fs::path save(const Gan& gan, const TrainingProgress& at = progress()) const {
    save_checkpoint(path_, gan.state(), config_, at);
    return path_;
  }

  testing::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "c.safetensors";
  Config config_ = small();
};

TEST_F(CheckpointFile, GoesOnBitForBitFromWhereItWasSaved) {
  Gan whole(config_, kImage, at::kCPU);
  take_steps(whole, 0, 3);
  save(whole);
  take_steps(whole, 3, 6);
  Config other = config_;
  other.seed = 99;
  Gan resumed(other, kImage, at::kCPU);
  restore(open_checkpoint(path_).file, resumed.state());
  take_steps(resumed, 3, 6);
  const auto expected = whole.state();
  const auto found = resumed.state();
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_TRUE(torch::equal(found[i].tensor, expected[i].tensor)) << expected[i].name;
    EXPECT_EQ(found[i].tensor.strides(), expected[i].tensor.strides()) << expected[i].name;
  }
}

TEST_F(CheckpointFile, HoldsConfigurationAndProgress) {
  const Checkpoint checkpoint = open_checkpoint(save(Gan(config_, kImage, at::kCPU)));
  EXPECT_TRUE(differences(checkpoint.config, config_).empty());
  EXPECT_EQ(checkpoint.progress.step, 3);
  EXPECT_EQ(checkpoint.progress.images, 18);
  EXPECT_EQ(checkpoint.progress.seconds, 1.0 / 3);
  EXPECT_EQ(checkpoint.progress.branch, 2);
  EXPECT_EQ(checkpoint.progress.log.step, 2);
  EXPECT_EQ(checkpoint.progress.log.seconds, 0.1);
  EXPECT_EQ(checkpoint.progress.log.means.mean("loss"), 0.7);
  EXPECT_EQ(checkpoint.progress.log.resumed["step"], 1);
  EXPECT_EQ(checkpoint.progress.dataset.images, 100U);
  EXPECT_EQ(checkpoint.progress.dataset.fingerprint, "0123456789abcdef");
  EXPECT_FALSE(checkpoint.has_average());
  EXPECT_EQ(to_json(checkpoint.progress.watchdog), to_json(progress().watchdog));
  EXPECT_EQ(checkpoint.progress.inactive_channels, progress().inactive_channels);
}

TEST_F(CheckpointFile, OfBeforeWatchdogAndProbeIsRead) {
  const std::map<std::string, std::string> metadata = {
      {"format", "leakygan"},
      {"format_version", "1"},
      {"config", R"({"data":{"folder":"x"}})"},
      {"progress",
       R"({"step":0,"images":0,"seconds":0,"branch":0,"log":{"step":0,"seconds":0,"means":[]},)"
       R"("dataset":{"images":0,"fingerprint":""}})"}};
  write_safetensors(path_, {{"x", torch::ones({1})}}, metadata);
  const TrainingProgress progress = open_checkpoint(path_).progress;
  EXPECT_TRUE(progress.watchdog.numbers.empty());
  EXPECT_TRUE(progress.inactive_channels.empty());
}

TEST_F(CheckpointFile, OfOtherNetworksIsRefusedWithNothingCopied) {
  save(Gan(config_, kImage, at::kCPU));
  Config other = config_;
  other.discriminator.width = 8;
  Gan gan(other, kImage, at::kCPU);
  const at::Tensor before = gan.generator().parameters()[0].detach().clone();
  const Checkpoint checkpoint = open_checkpoint(path_);
  const std::string message = message_of<Error>([&] { restore(checkpoint.file, gan.state()); });
  EXPECT_TRUE(contains(message,
                       "tensor 'discriminator.layers.0.conv.weight' is [4, 3, 4, 4] in the "
                       "checkpoint and [8, 3, 4, 4] in the network"));
  EXPECT_TRUE(torch::equal(gan.generator().parameters()[0], before));
}

TEST_F(CheckpointFile, OfAnotherProgramOrALaterOneIsRefused) {
  const auto message = [&](std::map<std::string, std::string> metadata) {
    write_safetensors(path_, {{"x", torch::ones({1})}}, std::move(metadata));
    return message_of<Error>([&] { open_checkpoint(path_); });
  };
  EXPECT_TRUE(contains(message({{"format", "pt"}}), "but no checkpoint of leakygan"));
  EXPECT_TRUE(
      contains(message({{"format", "leakygan"}, {"format_version", "2"}}), "has format version 2"));
  const std::map<std::string, std::string> ours = {
      {"format", "leakygan"}, {"format_version", "1"}, {"config", "{\"data\":{\"folder\":\"x\"}}"}};
  EXPECT_TRUE(contains(message(ours), "has no 'progress'"));
  for (const char* progress : {"", "[]", "{}", "{\"step\":\"3\"}"}) {
    auto metadata = ours;
    metadata["progress"] = progress;
    EXPECT_TRUE(contains(message(metadata), "its progress cannot be read")) << progress;
  }
  auto metadata = ours;
  metadata["progress"] =
      R"({"step":4611686018427387904,"images":0,"seconds":0,"branch":0,)"
      R"("log":{"step":0,"seconds":0,"means":[]},"dataset":{"images":0,"fingerprint":""}})";
  EXPECT_TRUE(contains(message(metadata), "are not 4611686018427387904 steps"));
  metadata["config"] = "{\"seed\": -1}";
  EXPECT_TRUE(contains(message(metadata), "its configuration"));
}

// Branch and step of the checkpoints of a folder, and what is made of them.
class RunCheckpoints : public CheckpointFile {
 protected:
  void SetUp() override { fs::create_directories(run_ / "checkpoints"); }

  void add(std::int64_t branch, std::int64_t step) const {
    TrainingProgress at = progress();
    at.branch = branch;
    at.step = step;
    at.images = step * config_.training.batch;
    save_checkpoint(checkpoint_file(run_, step, branch), {{"x", torch::ones({1})}}, config_, at);
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& file : fs::directory_iterator(run_ / "checkpoints")) {
      all.push_back(file.path().stem().string());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  fs::path run_ = folder_.path() / "run";
};

TEST_F(RunCheckpoints, AreNewerByBranchThenByStep) {
  const auto newest = [&] {
    const auto found = newest_checkpoint(run_, [](const std::string& what) { FAIL() << what; });
    return found ? found->file.path().stem().string() : "none";
  };
  EXPECT_EQ(newest(), "none");
  add(0, 10);
  add(0, 30);
  EXPECT_EQ(newest(), "step-00000030");
  add(1, 20);
  EXPECT_EQ(newest(), "step-00000020");
}

TEST_F(RunCheckpoints, OfAnotherBranchAreNotOverwritten) {
  add(0, 10);
  add(0, 10);
  add(1, 10);
  EXPECT_EQ(names(), (std::vector<std::string>{"step-00000010", "step-00000010-2"}));
}

TEST_F(RunCheckpoints, GoOnTheirBranchOnlyFromTheNewest) {
  add(0, 10);
  add(0, 20);
  add(1, 15);
  const auto branch = [&](std::int64_t step) {
    return branch_from(open_checkpoint(run_ / "checkpoints" /
                                       ("step-000000" + std::to_string(step) + ".safetensors")),
                       run_);
  };
  EXPECT_EQ(branch(15), 1);
  EXPECT_EQ(branch(20), 2);
  EXPECT_EQ(branch(10), 2);
}

TEST_F(RunCheckpoints, AreRemovedOnTheirOwnBranchOnly) {
  for (const int step : {10, 20, 30}) add(0, step);
  for (const int step : {12, 22, 32}) add(1, step);
  folder_.write("run/checkpoints/step-00000040.safetensors", "broken");
  remove_old_checkpoints(run_, 1, 2);
  EXPECT_EQ(names(), (std::vector<std::string>{"step-00000010", "step-00000020", "step-00000022",
                                               "step-00000030", "step-00000032", "step-00000040"}));
}

}  // namespace
}  // namespace leakygan
