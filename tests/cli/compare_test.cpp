#include "tests/cli/compare_test.h"

#include <optional>

#include "support/file_lock.h"
#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

fs::path first_picture(const fs::path& folder) {
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.path().extension() == ".png") return file.path();
  }
  return {};
}

}  // namespace

TEST_F(CompareTest, MakesARunOfEachArmWithEachSeedAndSaysWhatTheyShow) {
  const Result result = compare(small());
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "arms:      relu (baseline), leaky-0.2")) << result.err;
  EXPECT_TRUE(contains(result.err, "2 seeds are exploratory"));
  EXPECT_TRUE(contains(result.out, "No difference is shown (exploratory"));
  EXPECT_TRUE(contains(result.out, "## Claims"));
  EXPECT_EQ(read_file(study() / "summary.md") + "\n" + (study() / "report.html").string() + "\n",
            result.out);
  const nlohmann::json json = results();
  EXPECT_EQ(json["runs"].size(), 4U);
  EXPECT_EQ(json["decides"], false);
  for (const auto& input : json["inputs"]) EXPECT_EQ(input["result"], "same") << input;
  for (const auto& one : json["runs"]) {
    EXPECT_EQ(one["state"], "complete");
    EXPECT_EQ(one["images"], 320);
    EXPECT_TRUE(one["frechet"].is_number());
  }
}

TEST_F(CompareTest, ItsPageIsWrittenByEitherCommand) {
  ASSERT_EQ(compare(small()).exit_code, 0);
  const std::string page = read_file(study() / "report.html");
  EXPECT_TRUE(contains(page, "Exploratory: 4 of 4 runs"));
  for (const auto& words : {std::vector<std::string>{"compare", study().string(), "--report"},
                            std::vector<std::string>{"report", study().string()}}) {
    fs::remove(study() / "report.html");
    ASSERT_EQ(run(words).exit_code, 0);
    EXPECT_EQ(read_file(study() / "report.html"), page);
  }
}

TEST_F(CompareTest, ItsRunsAreOrdinaryOnes) {
  ASSERT_EQ(compare(small()).exit_code, 0);
  const fs::path one = study() / "runs/leaky-0.2/2";
  EXPECT_EQ(run({"info", one.string()}).exit_code, 0);
  EXPECT_EQ(run({"generate", one.string(), "--count", "1", "--out", path("g").string()}).exit_code,
            0);
  const Result again = run({"train", (one / "config.yaml").string(), "--out", path("t").string()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(id_of(path("t/2/checkpoints/step-00000040.safetensors")),
            id_of(one / "checkpoints/step-00000040.safetensors"));
}

TEST_F(CompareTest, TheSameCommandAgainTrainsNothingAnew) {
  ASSERT_EQ(compare(small()).exit_code, 0);
  const auto before = state_of(study() / "runs");
  ASSERT_EQ(compare(small()).exit_code, 0);
  EXPECT_EQ(state_of(study() / "runs"), before);
  ASSERT_EQ(compare(study()).exit_code, 0) << "given by its folder";
  EXPECT_EQ(state_of(study() / "runs"), before);
}

TEST_F(CompareTest, AChangedStudyIsRefusedOrPutBeside) {
  const fs::path file = write_study("small", "{seeds: 3, slopes: [0.2, 0.3], parallel: 2}");
  const auto before = state_of(study());
  const Result result = compare(file);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "holds a study that was planned otherwise"));
  EXPECT_TRUE(contains(result.err, "study.seeds: [1,2] -> [1,2,3]")) << result.err;
  EXPECT_TRUE(contains(result.err, "study.arms.leaky-0.3: none -> ")) << result.err;
  EXPECT_TRUE(contains(result.err, "--name NAME"));
  EXPECT_EQ(state_of(study()), before);
  const Result beside = compare(file, {"--name", "beside", "--jobs"});
  EXPECT_EQ(beside.exit_code, 0) << beside.err;
  EXPECT_EQ(std::count(beside.out.begin(), beside.out.end(), '\n'), 9);
}

TEST_F(CompareTest, ChangedImagesAreRefused) {
  fs::copy(pictures(), path("pictures"), fs::copy_options::recursive);
  const fs::path file = write_study("moved", "{seeds: 1, slopes: [0.2], parallel: 1}");
  const std::vector<std::string> copied = {"--set", "data.folder=" + path("pictures").string()};
  std::vector<std::string> plan = copied;
  plan.emplace_back("--jobs");
  const Result jobs = compare(file, plan);
  ASSERT_EQ(jobs.exit_code, 0) << jobs.err;
  fs::remove(first_picture(path("pictures")));
  for (const auto& command : {words(file, copied), words(study("moved"), {"--run", "relu/1"})}) {
    const Result result = run(command);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_TRUE(contains(result.err, "its images are not those that the study was planned with"))
        << result.err;
  }
}

TEST_F(CompareTest, JobsAreCommandsThatCanBeGivenAgain) {
  const fs::path file = write_study("jobs",
                                    "{seeds: 1, slopes: [0.2], parallel: 2, arms: {\"it's relu\": "
                                    "{discriminator.activation: relu}}}");
  const Result jobs = compare(file, {"--jobs"});
  ASSERT_EQ(jobs.exit_code, 0) << jobs.err;
  EXPECT_EQ(std::count(jobs.out.begin(), jobs.out.end(), '\n'), 3) << jobs.out;
  write_file_atomic(path("jobs"), jobs.out);
  // As docs/COMPARE.md has it.
  const std::string shell =
      "cd / && xargs -d '\\n' -P 2 -I{} sh -c {} < '" + path("jobs").string() + "' >/dev/null 2>&1";
  ASSERT_EQ(std::system(shell.c_str()), 0);
  EXPECT_EQ(compare(file, {"--jobs"}).out, "") << "nothing is left to do";
  const auto before = state_of(study("jobs") / "runs");
  ASSERT_EQ(std::system(shell.c_str()), 0) << "complete runs stay as they are";
  EXPECT_EQ(state_of(study("jobs") / "runs"), before);
  const Result report = compare(file, {"--report"});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_EQ(results("jobs")["runs"].size(), 3U);
}

TEST_F(CompareTest, AReportGathersWhatIsThereAndNamesNoWinner) {
  ASSERT_EQ(run(words(study(), {"--run", "relu/1"})).exit_code, 0);
  const Result report = compare(small(), {"--report"});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_TRUE(contains(report.out, "3 of 4 runs are missing")) << report.out;
  EXPECT_EQ(results()["decides"], false);
  EXPECT_EQ(results()["runs"][0]["state"], "complete");
  EXPECT_EQ(results()["runs"][1]["state"], "missing");
}

TEST_F(CompareTest, ARunThatAnotherProcessTrainsIsLeftToIt) {
  // What a process has that trains it.
  make_folder(study() / "runs/relu/1");
  std::optional<FileLock> lock(study() / "runs/relu/1/run.lock");
  EXPECT_NE(run(words(study(), {"--run", "relu/1"})).exit_code, 0);
  Running compare_it(words(small()), ".");
  ASSERT_TRUE(compare_it.wait_for(study() / "runs/leaky-0.2/2/checkpoints"));
  EXPECT_FALSE(fs::exists(study() / "runs/relu/1/run.json"));
  lock.reset();
  const Result result = compare_it.finish();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(results()["runs"][0]["state"], "complete");
  EXPECT_FALSE(fs::exists(study() / "runs/relu/1-2"));
}

TEST_F(CompareTest, OfTwoAtOnceTheSecondIsToldOfTheFirst) {
  const FileLock first(study() / "study.lock");
  const Result second = compare(small());
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_TRUE(contains(second.err, "study.lock: is in use by process ")) << second.err;
  EXPECT_FALSE(fs::exists(study() / "runs"));
}

TEST_F(CompareTest, SlopeZeroIsReluAndEqualArmsHaveEqualScores) {
  const fs::path file = write_study("equal",
                                    "{seeds: 1, slopes: [0], parallel: 2, arms: {relu again: "
                                    "{discriminator.activation: relu}}}");
  const Result result = compare(file);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "relu and relu again are the same")) << result.err;
  const nlohmann::json runs = results("equal")["runs"];
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0]["frechet"], runs[1]["frechet"]);
  EXPECT_EQ(runs[0]["frechet"], runs[2]["frechet"]);
  for (const auto& pair : table("differences", "equal")) EXPECT_EQ(pair["mean_difference"], 0);
  EXPECT_FALSE(contains(result.out, "better than")) << result.out;
}

TEST_F(CompareTest, NegativeSlopesOnTheCommandLineAreRefusedWithTheSlopeThatWasMeant) {
  for (const std::vector<std::string>& slopes : {std::vector<std::string>{"--slopes=-0.2"},
                                                 {"--slopes", "-0.2"},
                                                 {"--slopes", "-.2"},
                                                 {"--slopes", "0.1,-.2"}}) {
    const Result result = compare(pictures(), slopes);
    EXPECT_TRUE(result.exit_code == 1 || result.exit_code == 2) << result.exit_code;
    EXPECT_TRUE(contains(result.err, "is written without a sign: 0.2")) << result.err;
    EXPECT_FALSE(fs::exists(study("pictures-study")));
  }
}

TEST_F(CompareTest, ALengthOrBudgetOnTheCommandLineTakesTheFilesPlace) {
  const std::string none = "there is no study to report";
  const fs::path budget = path("budget.yaml");
  write_file_atomic(budget, "study: {budget: 1h}\ndata: {folder: x}\n");
  EXPECT_TRUE(contains(compare(budget, {"--report", "--set", "training.images=320"}).err, none));
  const fs::path length = write_study("length", "{seeds: 2}");
  EXPECT_TRUE(contains(compare(length, {"--report", "--budget", "1h"}).err, none));
  const Result both = compare(length, {"--budget", "1h", "--set", "training.images=320"});
  EXPECT_TRUE(contains(both.err, "give one of them")) << both.err;
}

TEST_F(CompareTest, WrongCallsAreToldApart) {
  const Result run_of_none = run(words(study(), {"--run", "relu/9"}));
  EXPECT_EQ(run_of_none.exit_code, 1);
  EXPECT_TRUE(contains(run_of_none.err, "the study has no run 'relu/9'")) << run_of_none.err;
  const Result changed = compare(study(), {"--seeds", "9"});
  EXPECT_EQ(changed.exit_code, 2) << changed.err;
  EXPECT_EQ(run(words(study(), {"--run", "relu/1", "--seeds", "9"})).exit_code, 2);
  EXPECT_EQ(compare(study(), {"--report", "--jobs"}).exit_code, 2);
  const Result nothing = compare(write_study("new", "{seeds: 1}"), {"--report"});
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_TRUE(contains(nothing.err, "there is no study to report")) << nothing.err;
  const Result trained = run({"train", small().string()});
  EXPECT_EQ(trained.exit_code, 1);
  EXPECT_TRUE(contains(trained.err, "leakygan compare")) << trained.err;
  ASSERT_EQ(run(words(study(), {"--run", "relu/1"})).exit_code, 0);
  const Result of_run = compare(study() / "runs/relu/1");
  EXPECT_EQ(of_run.exit_code, 1);
  EXPECT_TRUE(contains(of_run.err, "is the folder of a run")) << of_run.err;
}

}  // namespace leakygan::testing
