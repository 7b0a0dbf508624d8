#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <thread>

#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::run;
using testing::state_of;
using testing::steps;

class Resume : public testing::TrainingTest {
 protected:
  fs::path run_folder() const { return out("pictures"); }

  // 20 steps, all files every 5 of them.
  Result train_20_steps(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> overrides = {"training.images=160", "every.log=40", "every.sample=40",
                                          "every.checkpoint=40"};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return train(overrides);
  }

  static void cut(const fs::path& file, double share) {
    const auto size = static_cast<double>(fs::file_size(file));
    fs::resize_file(file, static_cast<std::uintmax_t>(size * share));
  }
};

TEST_F(Resume, GoesOnBitForBitAsAnUnbrokenRunWould) {
  ASSERT_EQ(train_20_steps({"training.ema=100"}).exit_code, 0);
  const Result result = resume(run_folder(), {"training.images=320"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, run_folder().string() + "\n");
  EXPECT_TRUE(contains(result.err, "changed training.images: 160 -> 320"));
  ASSERT_EQ(train_20_steps({"training.ema=100", "training.images=320"}).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(40)), id_of(checkpoint(40, "pictures-2")));
  EXPECT_EQ(steps(run_folder() / "metrics.jsonl"), steps(out("pictures-2/metrics.jsonl")));
  EXPECT_TRUE(contains(read_file(run_folder() / "config.yaml"), "images: 320"));
}

TEST_F(Resume, ByStepsLeavesEarlierFilesAsTheyWere) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=9"}).exit_code, 0);
  const auto before = state_of(run_folder() / "samples");
  ASSERT_EQ(resume(run_folder(), {"training.images=320"}).exit_code, 0);
  auto after = state_of(run_folder() / "samples");
  for (const auto& [file, state] : before) EXPECT_EQ(after[file], state) << file;
  EXPECT_EQ(steps(run_folder() / "metrics.jsonl"),
            (std::vector<int>{5, 10, 15, 20, 25, 30, 35, 40}));
  const auto line = testing::lines(run_folder() / "metrics.jsonl")[4];
  EXPECT_EQ(line["resumed"]["step"], 20);
}

TEST_F(Resume, FromAnOlderCheckpointOverwritesNothingAndMarksTheRewind) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=9"}).exit_code, 0);
  const auto samples = state_of(run_folder() / "samples");
  const auto checkpoints = state_of(run_folder() / "checkpoints");
  const Result result = resume(checkpoint(10), {"optimizer.generator.lr=1e-3"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  auto after = state_of(run_folder());
  for (const auto& [file, state] : samples) EXPECT_EQ(after[file], state) << file;
  for (const auto& [file, state] : checkpoints) {
    if (!file.ends_with("latest.json")) {
      EXPECT_EQ(after[file], state) << file;
    }
  }
  EXPECT_TRUE(fs::exists(run_folder() / "samples/step-00000020-2.png"));
  EXPECT_EQ(steps(run_folder() / "metrics.jsonl"), (std::vector<int>{5, 10, 15, 20}));
  const auto line = testing::lines(run_folder() / "metrics.jsonl")[2];
  EXPECT_EQ(line["resumed"]["step"], 10);
  EXPECT_EQ(line["resumed"]["rewound_from"], 20);
  EXPECT_EQ(steps(run_folder() / "metrics.removed.jsonl"), (std::vector<int>{15, 20}));
  // The newest is now the one of the second line of training, though its step is no later.
  const Result more = resume(run_folder(), {"training.images=200"});
  EXPECT_TRUE(contains(more.err, "step-00000020-2.safetensors"));
}

TEST_F(Resume, ARunThatIsCompleteSaysSoAndChangesNothing) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto before = state_of(run_folder());
  for (const char* images : {"training.images=160", "training.images=80"}) {
    const Result result = resume(run_folder(), {images});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_TRUE(contains(result.err, "at step 20; to go on, raise training.images"));
    EXPECT_EQ(state_of(run_folder()), before);
  }
}

TEST_F(Resume, TakesTheNewestWholeCheckpointAndNamesTheBrokenOne) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::string id = id_of(checkpoint(20));
  cut(checkpoint(20), 0.6);
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "passed over: " + checkpoint(20).string() + ": is cut off"));
  EXPECT_TRUE(contains(result.err, "resuming " + checkpoint(15).string()));
  EXPECT_EQ(id_of(checkpoint(20)), id);
}

TEST_F(Resume, FindsAChangedByte) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  std::string bytes = read_file(checkpoint(20));
  bytes[bytes.size() - 100] ^= 1;
  folder_.write(fs::relative(checkpoint(20), folder_.path()), bytes);
  EXPECT_TRUE(contains(resume(run_folder()).err, "is damaged: tensor "));
}

TEST_F(Resume, WithNoWholeCheckpointChangesNothing) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=1"}).exit_code, 0);
  cut(checkpoint(20), 0.1);
  const auto before = state_of(run_folder());
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "none of the checkpoints is whole"));
  EXPECT_EQ(state_of(run_folder()), before);
}

TEST_F(Resume, RefusesWhatMayNotChangeWithBothValuesAndChangesNothing) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto before = state_of(run_folder());
  const Result result =
      resume(run_folder(), {"generator.width=8", "discriminator.normalization=none",
                            "discriminator.activation=relu", "seed=2", "training.images=320"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err,
                       "generator.width: the checkpoint was trained with 4, it cannot "
                       "go on with 8"));
  EXPECT_TRUE(contains(result.err,
                       "discriminator.normalization: the checkpoint was trained with "
                       "batch, it cannot go on with none"));
  EXPECT_TRUE(contains(result.err, "discriminator.activation.kind"));
  EXPECT_TRUE(contains(result.err, "seed: "));
  EXPECT_EQ(state_of(run_folder()), before);
}

TEST_F(Resume, HeedsWhatWasEditedInTheRunsConfiguration) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  std::string yaml = read_file(run_folder() / "config.yaml");
  yaml.replace(yaml.find("images: 160"), 11, "images: 200");
  folder_.write(fs::relative(run_folder() / "config.yaml", folder_.path()), yaml);
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(contains(result.err, "changed training.images: 160 -> 200"));
  EXPECT_TRUE(fs::exists(checkpoint(25)));
}

TEST_F(Resume, OfARunWithoutCheckpointsBeginsAtItsBeginning) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::string id = id_of(checkpoint(20));
  fs::remove_all(run_folder() / "checkpoints");
  fs::create_directory(run_folder() / "checkpoints");
  const Result result = resume(run_folder());
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "begins at step 0"));
  EXPECT_EQ(id_of(checkpoint(20)), id);
  EXPECT_EQ(steps(run_folder() / "metrics.jsonl"), (std::vector<int>{5, 10, 15, 20}));
}

TEST_F(Resume, RefusesOtherImagesButFollowsThoseThatMoved) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  fs::rename(pictures(), path("moved"));
  fs::rename(out(), path("elsewhere"));
  const fs::path moved_run = path("elsewhere/pictures");
  const Result lost = resume(moved_run, {"training.images=200"});
  EXPECT_EQ(lost.exit_code, 1);
  EXPECT_TRUE(contains(lost.err, pictures().string()));
  const std::string folder = "data.folder=" + path("moved").string();
  EXPECT_EQ(resume(moved_run, {"training.images=200", folder}).exit_code, 0);
  fs::remove(*fs::directory_iterator(path("moved/circle")));
  const Result other = resume(moved_run, {"training.images=240", folder});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_TRUE(contains(other.err, "are not those that the run was trained on (40 of fingerprint "));
}

TEST_F(Resume, OfACheckpointOnItsOwnMakesANewRunWithTheSameResult) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  fs::copy_file(checkpoint(15), path("alone.safetensors"));
  const Result result = resume(path("alone.safetensors"));
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, out("pictures-2").string() + "\n");
  EXPECT_EQ(id_of(checkpoint(20, "pictures-2")), id_of(checkpoint(20)));
}

TEST_F(Resume, KeepsOnlyTheNewestCheckpoints) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=2"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(checkpoint(10)));
  EXPECT_TRUE(fs::exists(checkpoint(15)));
  EXPECT_TRUE(fs::exists(checkpoint(20)));
  const auto latest = nlohmann::json::parse(read_file(run_folder() / "checkpoints/latest.json"));
  EXPECT_EQ(latest["checkpoint"], "step-00000020.safetensors");
}

TEST_F(Resume, AHealthyCheckpointOutlivesDivergence) {
  const Result result = train({"training.images=80000", "every.checkpoint=8", "keep.checkpoints=1",
                               "optimizer.generator.lr=1e6", "optimizer.discriminator.lr=1e6",
                               "generator.normalization=none", "discriminator.normalization=none"});
  ASSERT_EQ(result.exit_code, 1);
  ASSERT_TRUE(contains(result.err, "training diverged"));
  EXPECT_TRUE(contains(result.err, "newest checkpoint: "));
  EXPECT_EQ(run({"info", run_folder().string()}).exit_code, 0);
}

TEST_F(Resume, TwoProcessesCannotTrainOneRun) {
  testing::Running first(
      words(pictures().string(), {"training.minutes=1440", "every.checkpoint=8"}), ".");
  ASSERT_TRUE(first.wait_for(run_folder() / "checkpoints/latest.json"));
  const Result second = resume(run_folder());
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_TRUE(contains(second.err, "is in use by process "));
  first.send(SIGINT);
  const Result stopped = first.finish();
  EXPECT_EQ(stopped.exit_code, 130);
  EXPECT_TRUE(contains(stopped.err, "leakygan train --resume " + run_folder().string()));
  EXPECT_EQ(resume(run_folder(), {"training.minutes=1e-9"}).exit_code, 0);
}

// `ulimit -f` fails a write in its middle, as a full disk does.
TEST_F(Resume, AFullDiskLeavesTheOlderCheckpointWhole) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto before = state_of(run_folder() / "checkpoints");
  const rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
  const rlimit limit = {100'000, RLIM_INFINITY};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Result result = resume(run_folder(), {"training.images=320"});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &unlimited), 0);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(
      contains(result.err, checkpoint(25).string() + ": cannot be written (178 KiB needed)"))
      << result.err;
  EXPECT_EQ(state_of(run_folder() / "checkpoints"), before);
  EXPECT_EQ(resume(run_folder(), {"training.images=320"}).exit_code, 0);
}

// The newest checkpoint must be of the branch that the log and the configuration tell of.
TEST_F(Resume, OfARewindThatWasKilledGoesOnWithTheRewind) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=9"}).exit_code, 0);
  testing::Running rewind({"train", "--resume", checkpoint(10).string(), "--set",
                           "training.images=80000", "--set", "every.checkpoint=800000"},
                          ".");
  ASSERT_TRUE(rewind.wait_for(run_folder() / "metrics.removed.jsonl"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  rewind.send(SIGKILL);
  rewind.finish();
  const Result result = resume(run_folder(), {"training.images=240"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "step-00000011.safetensors, step 11"));
  const auto found = steps(run_folder() / "metrics.jsonl");
  EXPECT_EQ(found, (std::vector<int>{5, 10, 15, 20, 25, 30}));
}

TEST_F(Resume, ALengthOfAnotherKindTakesThePlaceOfTheOldOne) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result = resume(run_folder(), {"training.epochs=5"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(checkpoint(25)));
}

TEST_F(Resume, ACheckpointThatOnlyALaterProgramReadsIsNotOverwritten) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  std::string bytes = read_file(checkpoint(20));
  const std::string version = R"("format_version":"1")";
  bytes.replace(bytes.find(version), version.size(), R"("format_version":"2")");
  folder_.write(fs::relative(checkpoint(20), folder_.path()), bytes);
  const Result result = resume(run_folder());
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "has format version 2"));
  EXPECT_EQ(read_file(checkpoint(20)), bytes);
}

TEST_F(Resume, MakesFoldersThatACopyLeftOut) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  fs::remove_all(run_folder() / "samples");
  EXPECT_EQ(resume(run_folder(), {"training.images=200"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(run_folder() / "samples/step-00000025.png"));
}

TEST_F(Resume, ARunWhoseCheckpointsAreGoneIsNotStartedAgain) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  for (const int step : {10, 15, 20}) fs::remove(checkpoint(step));
  const auto before = state_of(run_folder());
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "the checkpoints are gone"));
  EXPECT_EQ(state_of(run_folder()), before);
}

TEST_F(Resume, AFolderThatIsNoRunIsNamed) {
  const Result result = resume(pictures());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "is not the folder of a run"));
}

class FineTune : public Resume {
 protected:
  // Between two pictures, of 255.
  static double largest_difference(const fs::path& a, const fs::path& b) {
    return cv::norm(cv::imread(a.string()), cv::imread(b.string()), cv::NORM_INF);
  }
};

TEST_F(FineTune, StartsAtStepZeroFromTheWeights) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result =
      run({"train", pictures().string(), "--from", run_folder().string(), "--out", out().string(),
           "--name", "tuned", "--set", "training.images=8", "--set", "training.batch=8"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "tensors from " + checkpoint(20).string()));
  EXPECT_EQ(steps(out("tuned/metrics.jsonl")), (std::vector<int>{1}));
  const auto run_json = nlohmann::json::parse(read_file(out("tuned/run.json")));
  EXPECT_EQ(run_json["from"]["id"], id_of(checkpoint(20)));
  // One step of Adam moves a weight by the learning rate, 2e-4: the pictures stay nearly the same.
  ASSERT_EQ(generate(run_folder(), path("before"), {"--grid"}).exit_code, 0);
  ASSERT_EQ(generate(out("tuned"), path("after"), {"--grid"}).exit_code, 0);
  EXPECT_LT(largest_difference(path("before/grid.png"), path("after/grid.png")), 12);
}

TEST_F(FineTune, ThatWasKilledGoesOnFromItsWeights) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::vector<std::string> from = {"--from", run_folder().string(), "--name"};
  const auto named = [&](const std::string& name) {
    auto more = from;
    more.push_back(name);
    return words(pictures().string(), {"training.images=1600"}, more);
  };
  ASSERT_EQ(run(named("whole")).exit_code, 0);
  testing::Running killed(named("killed"), ".");
  ASSERT_TRUE(killed.wait_for(out("killed/checkpoints/latest.json")));
  killed.send(SIGKILL);
  killed.finish();
  ASSERT_EQ(resume(out("killed")).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(200, "killed")), id_of(checkpoint(200, "whole")));
}

TEST_F(FineTune, RefusesOtherNetworksWithBothValuesUnlessPartial) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto attempt = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"--from", run_folder().string()};
    words.insert(words.end(), more.begin(), more.end());
    return train(pictures().string(), {"generator.width=8", "training.images=8"}, words);
  };
  const Result refused = attempt({});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(contains(refused.err, "generator.width: 4 in the checkpoint, 8 here"));
  EXPECT_TRUE(contains(refused.err,
                       "tensor 'generator.layers.0.conv.weight' is [100, 8, 4, 4] in the "
                       "checkpoint and [100, 16, 4, 4] in the network"));
  const Result partial = attempt({"--partial"});
  EXPECT_EQ(partial.exit_code, 0) << partial.err;
  EXPECT_TRUE(contains(partial.err, "the others start anew"));
}

TEST_F(FineTune, SaysInWhatTheActivationsDiffer) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result =
      train(pictures().string(), {"discriminator.activation=relu", "training.images=8"},
            {"--from", checkpoint(20).string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err,
                       "discriminator.activation.kind: leaky_relu in the checkpoint, "
                       "relu here"));
}

}  // namespace
}  // namespace leakygan
