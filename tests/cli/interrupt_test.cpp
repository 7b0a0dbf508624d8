#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/program.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::Running;

class Interrupt : public ::testing::TestWithParam<int> {
 protected:
  void SetUp() override { testing::make_shapes(pictures(), 40); }

  fs::path pictures() const { return folder_.path() / "pictures"; }
  fs::path out() const { return folder_.path() / "out"; }

  // A training that would go on for a day.
  Running start() const {
    std::vector<std::string> arguments = {"train", pictures().string(), "--out", out().string()};
    const auto options = testing::tiny({"training.minutes=1440", "every.log=8"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    return Running(arguments, ".");
  }

  testing::TemporaryFolder folder_;
};

TEST_P(Interrupt, FinishesTheStepAndWritesWhatThereIs) {
  Running training = start();
  ASSERT_TRUE(training.wait_for(out() / "pictures/metrics.jsonl"));
  training.send(GetParam());
  const Result result = training.finish();
  EXPECT_EQ(result.exit_code, 130) << result.err;
  EXPECT_EQ(result.out, (out() / "pictures").string() + "\n");
  EXPECT_TRUE(contains(result.err, "interrupted after "));
  const auto run_json = nlohmann::json::parse(read_file(out() / "pictures/run.json"));
  EXPECT_EQ(run_json["state"], "interrupted");
  EXPECT_FALSE(fs::is_empty(out() / "pictures/checkpoints"));
  for (const auto& file : fs::recursive_directory_iterator(out())) {
    EXPECT_FALSE(contains(file.path().string(), ".tmp-")) << file.path();
  }
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupt, ::testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_F(Interrupt, ASecondSignalEndsAtOnce) {
  Running training = start();
  ASSERT_TRUE(training.wait_for(out() / "pictures/metrics.jsonl"));
  training.send(SIGINT);
  training.send(SIGTERM);
  EXPECT_EQ(training.finish().exit_code, 130);
}

class TwoAtOnce : public Interrupt {};

// As when a terminal is closed: its shell sends one, the kernel another. Or when a scheduler tells
// all processes of a job, and `compare` its runs once more.
TEST_P(TwoAtOnce, AreOneStop) {
  Running training = start();
  ASSERT_TRUE(training.wait_for(out() / "pictures/metrics.jsonl"));
  training.send(GetParam());
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  training.send(GetParam());
  EXPECT_EQ(training.finish().exit_code, 130);
  EXPECT_FALSE(fs::is_empty(out() / "pictures/checkpoints"));
}

INSTANTIATE_TEST_SUITE_P(Signals, TwoAtOnce, ::testing::Values(SIGHUP, SIGTERM));

// `train ... | tee log`, of which Ctrl-C has ended tee.
TEST_F(Interrupt, AReaderThatGoesAwayDoesNotEndTheTraining) {
  std::string command = LEAKYGAN_PROGRAM;
  command += " train " + pictures().string() + " --out " + out().string();
  for (const auto& word : testing::tiny({"training.images=80"})) command += " " + word;
  ASSERT_EQ(std::system((command + " 2>&1 | true").c_str()), 0);
  const auto run_json = nlohmann::json::parse(read_file(out() / "pictures/run.json"));
  EXPECT_EQ(run_json["state"], "complete");
}

}  // namespace
}  // namespace leakygan
