#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

using nlohmann::json;

// Trainings that measure themselves: 600 shapes, of which 300 are held out.
class TrainingScores : public TrainingTest {
 protected:
  void SetUp() override { make_shapes(pictures(), 600); }

  Result train_measured(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> overrides = {
        "data.holdout=300",    "training.images=160", "every.log=40",       "every.sample=160",
        "every.checkpoint=40", "every.evaluate=40",   "evaluate.images=300"};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return train(overrides);
  }

  std::vector<json> evaluations(const std::string& run = "pictures") const {
    std::vector<json> found;
    for (const json& line : lines(out(run) / "metrics.jsonl")) {
      if (line.contains("evaluation")) found.push_back(line);
    }
    return found;
  }

  json best(const std::string& run = "pictures") const {
    return json::parse(read_file(out(run) / "checkpoints" / "best.json"));
  }
};

TEST_F(TrainingScores, AreLoggedAndNameTheBestCheckpoint) {
  const Result result = train_measured();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto found = evaluations();
  ASSERT_EQ(found.size(), 4U);
  double lowest = found[0]["evaluation"]["frechet"];
  for (const json& line : found) {
    lowest = std::min(lowest, line["evaluation"]["frechet"].get<double>());
  }
  EXPECT_EQ(best()["value"], lowest);
  EXPECT_EQ(best()["metric"], "frechet");
  EXPECT_NE(result.err.find("best: "), std::string::npos) << result.err;
}

TEST_F(TrainingScores, TheBestCheckpointIsKept) {
  // The first of all is the best when more is worse.
  ASSERT_EQ(train_measured({"keep.checkpoints=1", "evaluate.metrics=[duplicates, frechet]",
                            "evaluate.best=duplicates"})
                .exit_code,
            0);
  EXPECT_EQ(best()["step"], 5);
  EXPECT_TRUE(fs::exists(checkpoint(5)));
  EXPECT_TRUE(fs::exists(checkpoint(20)));
  EXPECT_FALSE(fs::exists(checkpoint(10)));
  const fs::path made = path("made");
  ASSERT_EQ(generate(out("pictures"), made, {"--best", "--count", "1"}).exit_code, 0);
  EXPECT_NE(read_file(made / "seed-00000001.png").find("Step"), std::string::npos);
}

TEST_F(TrainingScores, ChangeNothingOfTheTraining) {
  ASSERT_EQ(train_measured().exit_code, 0);
  ASSERT_EQ(train_measured({"name=without", "evaluate.metrics=[]"}).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(20)), id_of(checkpoint(20, "without")));
  EXPECT_TRUE(evaluations("without").empty());
  EXPECT_FALSE(fs::exists(out("without") / "checkpoints" / "best.json"));
}

TEST_F(TrainingScores, GoOnAfterAnInterruptionAsIfThereWereNone) {
  ASSERT_EQ(train_measured({"name=unbroken"}).exit_code, 0);
  ASSERT_EQ(train_measured({"training.images=80"}).exit_code, 0);
  ASSERT_EQ(resume(out("pictures"), {"training.images=160"}).exit_code, 0);
  const auto unbroken = evaluations("unbroken");
  const auto resumed = evaluations();
  ASSERT_EQ(resumed.size(), unbroken.size());
  for (std::size_t i = 0; i < resumed.size(); ++i) EXPECT_EQ(resumed[i], unbroken[i]);
  EXPECT_EQ(best(), best("unbroken"));
}

TEST_F(TrainingScores, AreThoseOfEvaluate) {
  ASSERT_EQ(train_measured({"training.images=40"}).exit_code, 0);
  const double in_training = evaluations().back()["evaluation"]["frechet"];
  const Result result =
      run({"evaluate", out("pictures").string(), "--best", "--count", "300", "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const json measured = json::parse(result.out)["comparisons"];
  EXPECT_NEAR(measured[0]["scores"]["frechet"]["value"], in_training, 1e-3 * in_training);
  EXPECT_EQ(measured[1]["comparison"], "training_copy");
  EXPECT_EQ(measured[2]["comparison"], "real_halves");
}

TEST_F(TrainingScores, WantADecidingScoreThatIsMeasured) {
  const Result result = train_measured({"evaluate.best=coverage"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("evaluate.best: coverage is a score of the metric neighbours"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(out("pictures")));
}

TEST_F(TrainingScores, WithoutThemThereIsNoBest) {
  ASSERT_EQ(train_measured({"evaluate.metrics=[]"}).exit_code, 0);
  const Result result = generate(out("pictures"), path("made"), {"--best"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("no checkpoint of this run was measured"), std::string::npos);
}

}  // namespace
}  // namespace leakygan::testing
