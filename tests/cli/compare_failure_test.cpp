#include "tests/cli/compare_test.h"
#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

class CompareFailureTest : public CompareTest {
 protected:
  // Of a run, by its place in the table.
  std::string state(std::size_t run) const { return results()["runs"][run]["state"]; }
};

TEST_F(CompareFailureTest, AnArmThatDivergesIsToldRanksWorstAndEndsNoOther) {
  const fs::path file = write_study(
      "bad",
      "{seeds: 1, slopes: [0.2], parallel: 1, arms: {wild: {discriminator.normalization: none, "
      "optimizer: {discriminator: {lr: 1e6}}}}}");
  const Result result = compare(file);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "wild/1 failed: training diverged at step")) << result.err;
  const nlohmann::json json = results("bad");
  std::map<std::string, std::string> states;
  for (const auto& one : json["runs"]) states[one["arm"]] = one["state"];
  EXPECT_EQ(states, (std::map<std::string, std::string>{
                        {"relu", "complete"}, {"leaky-0.2", "complete"}, {"wild", "failed"}}));
  EXPECT_EQ(json["differences"][1]["test"], "signed ranks");
  EXPECT_TRUE(json["differences"][1]["interval_low"].is_null());
  EXPECT_TRUE(contains(result.out, "## Failed runs"));

  const auto before = state_of(study("bad") / "runs/wild/1");
  const Result again = compare(file);
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(contains(again.err, "wild/1 failed: ")) << again.err;
  EXPECT_EQ(state_of(study("bad") / "runs/wild/1"), before) << "it is a result, and stays";
}

TEST_F(CompareFailureTest, AFaultOfAllRunsStopsBeforeTheFirst) {
  const fs::path file = write_study("common", "{seeds: 1, slopes: [0.2]}");
  const Result missing = compare(file, {"--set", "data.folder=" + path("nowhere").string()});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_TRUE(contains(missing.err, "nowhere")) << missing.err;
  const Result features = compare(file, {"--set", "evaluate.features=" + small().string()});
  EXPECT_EQ(features.exit_code, 1);
  EXPECT_TRUE(contains(features.err, "small.yaml")) << features.err;
  const Result batch = compare(file, {"--set", "training.batch=64"});
  EXPECT_EQ(batch.exit_code, 1);
  EXPECT_TRUE(contains(batch.err, "training.batch")) << batch.err;
  EXPECT_FALSE(fs::exists(study("common"))) << "nothing is left of what could not be planned";
}

// At the end of a run everything else is done: its samples, its score and its last checkpoint.
TEST_F(CompareFailureTest, ARunWhoseEndCouldNotBeWrittenIsTriedAgain) {
  make_folder(study() / "runs/relu/1/samples/step-00000040.png");
  const Result result = compare(small());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "relu/1 failed: ")) << result.err;
  EXPECT_TRUE(contains(result.err, "step-00000040.png")) << result.err;
  EXPECT_TRUE(contains(result.out, "## Runs that could not go on")) << result.out;
  EXPECT_TRUE(contains(result.out, "unfinished: 1 of 4 runs is missing")) << result.out;
  EXPECT_EQ(state(0), "unfinished");
  EXPECT_EQ(state(1), "complete");
  fs::remove(study() / "runs/relu/1/samples/step-00000040.png");
  const Result again = compare(small());
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(state(0), "complete");
  EXPECT_TRUE(results()["runs"][0]["frechet"].is_number());
}

TEST_F(CompareFailureTest, TooFewImagesAreToldWithTheNumberThatAStudyNeeds) {
  make_shapes(path("few"), 100);
  const Result result =
      compare(path("few"), {"--set", "data.size=16", "--set", "training.batch=8"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err,
                       "at least 256 images that are held out, and trains on a batch of "
                       "8 at least: 100 images are too few"))
      << result.err;
  EXPECT_FALSE(fs::exists(study("few-study")));
}

TEST_F(CompareFailureTest, AnArmThatCannotBeginEndsNoOther) {
  make_folder(study() / "runs");
  write_file_atomic(study() / "runs/leaky-0.2", "");
  const Result result = compare(small());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "leaky-0.2/1 failed: ")) << result.err;
  EXPECT_TRUE(contains(result.err, "relu/2 is complete: rFD ")) << result.err;
}

TEST_F(CompareFailureTest, ARunThatWasTrainedOnOtherwiseCountsForNothing) {
  ASSERT_EQ(compare(small()).exit_code, 0);
  const std::vector<std::string> longer = {"train", "--resume", (study() / "runs/relu/1").string(),
                                           "--set", "training.images=640"};
  ASSERT_EQ(run(longer).exit_code, 0);
  const Result report = compare(small(), {"--report"});
  EXPECT_EQ(report.exit_code, 1);
  EXPECT_TRUE(contains(report.out, "training.images: 320 -> 640")) << report.out;
  EXPECT_EQ(state(0), "unfinished");
  EXPECT_TRUE(results()["runs"][0]["frechet"].is_null());
  const Result again = compare(small());
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(contains(again.err, "relu/1 failed: ")) << again.err;
  fs::remove_all(study() / "runs/relu/1");
  EXPECT_EQ(compare(small()).exit_code, 0);
}

TEST_F(CompareFailureTest, AFolderThatIsNoStudyIsLeftAlone) {
  make_folder(study("mine") / "measuring");
  write_file_atomic(study("mine") / "measuring/data.txt", "mine");
  const auto before = state_of(study("mine"));
  const Result result = compare(small(), {"--name", "mine"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "is there already, and no study")) << result.err;
  EXPECT_EQ(state_of(study("mine")), before);
}

TEST_F(CompareFailureTest, AFolderThatWasNeverPlannedToItsEndIsToldApart) {
  fs::remove(study() / "study.json");
  write_file_atomic(study() / "study.lock", "");
  const Result result = compare(study());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "never planned to its end")) << result.err;
}

}  // namespace
}  // namespace leakygan::testing
