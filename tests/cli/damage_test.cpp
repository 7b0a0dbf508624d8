#include <sys/resource.h>

#include "tests/cli/training_test.h"

// Runs whose files are broken, missing, foreign, or could not be written.

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::run;
using testing::state_of;

class Damage : public testing::ResumeTest {
 protected:
  static void cut(const fs::path& file, double share) {
    const auto size = static_cast<double>(fs::file_size(file));
    fs::resize_file(file, static_cast<std::uintmax_t>(size * share));
  }
};

TEST_F(Damage, TakesTheNewestWholeCheckpointAndNamesTheBrokenOne) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::string id = id_of(checkpoint(20));
  cut(checkpoint(20), 0.6);
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "passed over: " + checkpoint(20).string() + ": is cut off"));
  EXPECT_TRUE(contains(result.err, "resuming " + checkpoint(15).string()));
  EXPECT_EQ(id_of(checkpoint(20)), id);
}

TEST_F(Damage, FindsAChangedByte) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  std::string bytes = read_file(checkpoint(20));
  bytes[bytes.size() - 100] ^= 1;
  folder_.write(fs::relative(checkpoint(20), folder_.path()), bytes);
  EXPECT_TRUE(contains(resume(run_folder()).err, "is damaged: tensor "));
}

TEST_F(Damage, WithNoWholeCheckpointChangesNothing) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=1"}).exit_code, 0);
  cut(checkpoint(20), 0.1);
  const auto before = state_of(run_folder());
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "none of the checkpoints is whole"));
  EXPECT_EQ(state_of(run_folder()), before);
}

TEST_F(Damage, KeepsOnlyTheNewestCheckpoints) {
  ASSERT_EQ(train_20_steps({"keep.checkpoints=2"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(checkpoint(10)));
  EXPECT_TRUE(fs::exists(checkpoint(15)));
  EXPECT_TRUE(fs::exists(checkpoint(20)));
  const auto latest = nlohmann::json::parse(read_file(run_folder() / "checkpoints/latest.json"));
  EXPECT_EQ(latest["checkpoint"], "step-00000020.safetensors");
}

TEST_F(Damage, AHealthyCheckpointOutlivesDivergence) {
  const Result result = train({"training.images=80000", "every.checkpoint=8", "keep.checkpoints=1",
                               "optimizer.generator.lr=1e6", "optimizer.discriminator.lr=1e6",
                               "generator.normalization=none", "discriminator.normalization=none"});
  ASSERT_EQ(result.exit_code, 1);
  ASSERT_TRUE(contains(result.err, "training diverged"));
  EXPECT_TRUE(contains(result.err, "newest checkpoint: "));
  EXPECT_EQ(run({"info", run_folder().string()}).exit_code, 0);
}

// `ulimit -f` fails a write in its middle, as a full disk does.
TEST_F(Damage, AFullDiskLeavesTheOlderCheckpointWhole) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto before = state_of(run_folder() / "checkpoints");
  const rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
  const rlimit limit = {100'000, RLIM_INFINITY};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Result result = resume(run_folder(), {"training.images=320"});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &unlimited), 0);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, checkpoint(25).string() + ": cannot be written (18"));
  EXPECT_TRUE(contains(result.err, " KiB needed)"));
  EXPECT_EQ(state_of(run_folder() / "checkpoints"), before);
  EXPECT_EQ(resume(run_folder(), {"training.images=320"}).exit_code, 0);
}

TEST_F(Damage, ACheckpointThatOnlyALaterProgramReadsIsNotOverwritten) {
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

TEST_F(Damage, MakesFoldersThatACopyLeftOut) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  fs::remove_all(run_folder() / "samples");
  EXPECT_EQ(resume(run_folder(), {"training.images=200"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(run_folder() / "samples/step-00000025.png"));
}

TEST_F(Damage, ARunWhoseCheckpointsAreGoneIsNotStartedAgain) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  for (const int step : {10, 15, 20}) fs::remove(checkpoint(step));
  const auto before = state_of(run_folder());
  const Result result = resume(run_folder());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "the checkpoints are gone"));
  EXPECT_EQ(state_of(run_folder()), before);
}

}  // namespace
}  // namespace leakygan
