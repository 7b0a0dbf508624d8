#include <signal.h>

#include <thread>

#include "tests/cli/training_test.h"

// What a resumed run goes on from, and what it says.

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::state_of;
using testing::steps;

class Resume : public testing::ResumeTest {};

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

TEST_F(Resume, RefusesWhatMayNotChangeWithBothValuesAndChangesNothing) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto before = state_of(run_folder());
  const Result result =
      resume(run_folder(), {"generator.width=8", "discriminator.normalization=none",
                            "discriminator.activation=relu", "seed=2", "training.images=320"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err,
                       "generator.width: the run was trained with 4, it cannot "
                       "go on with 8"));
  EXPECT_TRUE(contains(result.err,
                       "discriminator.normalization: the run was trained with "
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
  const Result result = testing::run(
      {"train", "--resume", path("alone.safetensors").string(), "--out", out().string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, out("pictures-2").string() + "\n");
  EXPECT_EQ(id_of(checkpoint(20, "pictures-2")), id_of(checkpoint(20)));
}

TEST_F(Resume, GoesOnWhereTheRunIs) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result elsewhere = testing::run(
      {"train", "--resume", run_folder().string(), "--out", path("elsewhere").string()});
  EXPECT_EQ(elsewhere.exit_code, 2);
  EXPECT_TRUE(contains(elsewhere.err, "--out: " + run_folder().string() + " goes on where it is"));
  EXPECT_FALSE(fs::exists(path("elsewhere")));
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

TEST_F(Resume, MarksTheLogThoughTheSittingEndedBeforeItsFirstLine) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=9"}).exit_code, 0);
  testing::Running rewind({"train", "--resume", checkpoint(10).string(), "--set",
                           "training.images=800000", "--set", "every.log=800000"},
                          ".");
  ASSERT_TRUE(rewind.wait_for(run_folder() / "checkpoints/step-00000015-2.safetensors"));
  rewind.send(SIGINT);
  ASSERT_EQ(rewind.finish().exit_code, 130);
  ASSERT_EQ(resume(run_folder(), {"training.images=8000", "every.log=4000"}).exit_code, 0);
  const auto lines = testing::lines(run_folder() / "metrics.jsonl");
  ASSERT_GE(lines.size(), 3U);
  EXPECT_EQ(lines[2]["resumed"]["before"]["rewound_from"], 20) << lines[2];
}

TEST_F(Resume, ALengthOfAnotherKindTakesThePlaceOfTheOldOne) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result = resume(run_folder(), {"training.epochs=5"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(checkpoint(25)));
}

TEST_F(Resume, AFolderThatIsNoRunIsNamed) {
  const Result result = resume(pictures());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "is not the folder of a run"));
}

}  // namespace
}  // namespace leakygan
