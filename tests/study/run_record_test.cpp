#include "study/run_record.h"

#include <gtest/gtest.h>

#include "tests/study/request.h"
#include "tests/study/run_folder.h"

namespace leakygan::testing {
namespace {

using Names = std::vector<std::string>;

class RunRecordTest : public ::testing::Test {
 protected:
  RunRecord record() const { return read_record(run(), 4, {"discriminator"}); }
  fs::path run() const { return folder_.path() / "4"; }

  TemporaryFolder folder_;
};

constexpr const char* kMetrics =
    "{\"step\":5,\"images\":40,\"evaluation\":{\"frechet\":9,\"kernel\":null}}\n"
    "{\"step\":10,\"images\":80,\"evaluation\":{\"frechet\":7.5,\"kernel\":0.25}}\n"
    "half a li";

TEST_F(RunRecordTest, AFolderThatIsNotThereIsAMissingRun) {
  EXPECT_EQ(record().facts.state, RunState::missing);
  EXPECT_EQ(record().facts.seed, 4U);
  EXPECT_FALSE(record().is_final());
}

TEST_F(RunRecordTest, ACompleteRunHasTheScoreOfItsEnd) {
  make_run_folder(run(),
                  {{"state", "complete"},
                   {"step", 10},
                   {"images_seen", 80},
                   {"evaluation", {{"score", "frechet"}}}},
                  kMetrics);
  EXPECT_EQ(record().facts.state, RunState::complete);
  EXPECT_EQ(record().facts.score, 7.5);
  EXPECT_EQ(record().facts.scores.size(), 2U);
  EXPECT_TRUE(record().is_final());
}

TEST_F(RunRecordTest, AMeasurementBeforeTheEndIsNoScore) {
  make_run_folder(run(),
                  {{"state", "complete"}, {"step", 11}, {"evaluation", {{"score", "frechet"}}}},
                  kMetrics);
  EXPECT_FALSE(record().facts.score.has_value());
}

TEST_F(RunRecordTest, ACompleteRunWithoutAFiniteScoreIsAFailedOne) {
  make_run_folder(run(),
                  {{"state", "complete"}, {"step", 5}, {"evaluation", {{"score", "kernel"}}}},
                  "{\"step\":5,\"evaluation\":{\"frechet\":9,\"kernel\":null}}\n");
  EXPECT_EQ(record().facts.state, RunState::failed);
  EXPECT_EQ(record().facts.why, "its samples have no finite score");
  EXPECT_TRUE(record().is_final());
}

TEST_F(RunRecordTest, ARunThatDivergedHasItsResult) {
  make_run_folder(run(), {{"state", "failed"}, {"failure", "diverged"}, {"why", "NaN"}});
  EXPECT_EQ(record().facts.state, RunState::failed);
  EXPECT_EQ(record().facts.why, "NaN");
  EXPECT_TRUE(record().is_final());
}

TEST_F(RunRecordTest, AFullDiskIsNoResult) {
  make_run_folder(run(), {{"state", "failed"}, {"failure", "error"}, {"why", "disk full"}});
  EXPECT_EQ(record().facts.state, RunState::unfinished);
  EXPECT_EQ(record().facts.why, "disk full");
  EXPECT_FALSE(record().is_final());
}

TEST_F(RunRecordTest, InterruptedAndKilledRunsAreUnfinished) {
  for (const char* state : {"running", "interrupted"}) {
    make_run_folder(run(), {{"state", state}}, kMetrics);
    EXPECT_EQ(record().facts.state, RunState::unfinished);
    EXPECT_FALSE(record().facts.score.has_value());
  }
}

TEST_F(RunRecordTest, FilesOfAnotherKindAreUnfinishedRuns) {
  make_run_folder(run(), {{"state", 3}, {"step", "x"}, {"evaluation", 5}}, "[1]\n{}\n");
  EXPECT_EQ(record().facts.state, RunState::unfinished);
  make_run_folder(run(), {{"state", "complete"}}, "{\"step\":\"x\",\"evaluation\":7}\n");
  EXPECT_EQ(record().facts.state, RunState::unfinished);
  make_run_folder(run(), {{"state", "complete"}, {"resumed", 3}});
  EXPECT_EQ(record().facts.state, RunState::unfinished);
  EXPECT_NE(record().facts.why, "");
  fs::remove(run() / "run.json");
  make_folder(run() / "run.json");
  EXPECT_EQ(record().facts.state, RunState::unfinished);
  EXPECT_NE(record().facts.why.find("run.json: is a folder"), std::string::npos);
}

TEST_F(RunRecordTest, ARunThatSomebodyTrainedOnOtherwiseIsUnfinished) {
  const auto record_of = [&](const std::vector<std::string>& changed) {
    make_run_folder(run(),
                    {{"state", "complete"},
                     {"step", 10},
                     {"evaluation", {{"score", "frechet"}}},
                     {"resumed", {{{"step", 5}, {"changed", changed}}}}},
                    kMetrics);
    return record();
  };
  EXPECT_EQ(record_of({"threads: 2 -> 1", "every.log: 64 -> 8"}).facts.state, RunState::complete);
  const RunRecord changed = record_of({"threads: 2 -> 1", "optimizer.generator.lr: 0.1 -> 1"});
  EXPECT_TRUE(changed.is_changed);
  EXPECT_EQ(changed.facts.state, RunState::unfinished);
  EXPECT_FALSE(changed.facts.score);
  EXPECT_NE(changed.facts.why.find("(optimizer.generator.lr: 0.1 -> 1)"), std::string::npos);
}

TEST_F(RunRecordTest, ProgressIsTheLastLines) {
  make_run_folder(run(), {{"state", "running"}}, std::string(100'000, '\n') + kMetrics);
  const RunProgress progress = read_progress(run(), "frechet");
  EXPECT_EQ(progress.images, 80);
  EXPECT_EQ(progress.score, 7.5);
  EXPECT_EQ(read_progress(run() / "none", "frechet").images, 0);
}

TEST(VariedNetworks, AreThoseWhoseActivationDiffers) {
  const auto networks = [](const std::string& settings) {
    return varied_networks(make("study: {" + settings + "}\ndata: {folder: x}\n").study);
  };
  EXPECT_EQ(networks("slopes: [0.1]"), Names{"discriminator"});
  EXPECT_EQ(networks("slopes: [0.1], network: generator"), Names{"generator"});
  EXPECT_EQ(networks("slopes: [0.1], network: both"), (Names{"discriminator", "generator"}));
  EXPECT_EQ(networks("arms: {a: {objective.loss: hinge}, b: {objective.loss: least_squares}}"),
            Names{"discriminator"});
}

}  // namespace
}  // namespace leakygan::testing
