#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

class ReportTest : public ResumeTest {
 protected:
  std::string page() const { return read_file(run_folder() / "report.html"); }
  static bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
};

TEST_F(ReportTest, ATrainingLeavesItsPage) {
  const Result result = train_20_steps();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "report.html"));
  EXPECT_TRUE(contains(page(), "Complete at step 20"));
  EXPECT_TRUE(contains(page(), "data-step=\"15\""));
}

TEST_F(ReportTest, IsWrittenAnewFromWhatIsThere) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::string before = page();
  fs::remove(run_folder() / "report.html");
  const Result result = run({"report", run_folder().string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, (run_folder() / "report.html").string() + "\n");
  EXPECT_EQ(page(), before);
}

TEST_F(ReportTest, ATrainingThatFailsLeavesItsPageToo) {
  const Result result = train_20_steps({"optimizer.generator.lr=1e38"});
  ASSERT_EQ(result.exit_code, 1) << result.err;
  EXPECT_TRUE(contains(page(), "Failed at step"));
  EXPECT_TRUE(contains(page(), "diverged"));
}

// What is in the way of the page costs nothing of the training.
TEST_F(ReportTest, OneThatCannotBeWrittenEndsNoTraining) {
  ASSERT_EQ(train_20_steps({"training.images=80"}).exit_code, 0);
  fs::remove(run_folder() / "report.html");
  fs::create_directories(run_folder() / "report.html" / "in the way");
  const Result result = resume(run_folder(), {"training.images=160"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "the report was not written: "));
  EXPECT_TRUE(fs::exists(run_folder() / "checkpoints/step-00000020.safetensors"));
}

TEST_F(ReportTest, WhatIsNoRunIsRefused) {
  const Result result = run({"report", pictures().string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "is neither the folder of a run nor that of a study"));
  EXPECT_EQ(run({"report", path("nowhere").string()}).exit_code, 1);
  EXPECT_EQ(run({"report"}).exit_code, 2);
}

TEST_F(ReportTest, ARunWithoutAStepHasNoPage) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  write_file_atomic(run_folder() / "metrics.jsonl", "");
  const Result result = run({"report", run_folder().string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "nothing was logged there yet"));
}

}  // namespace
}  // namespace leakygan::testing
