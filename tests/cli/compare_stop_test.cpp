#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "support/random.h"
#include "tests/cli/compare_test.h"

namespace leakygan::testing {
namespace {

class CompareStopTest : public CompareTest {};

TEST_F(CompareStopTest, ASignalStopsAllRunsAndTheSameCommandGoesOn) {
  Running unbroken(words(small()), ".");
  ASSERT_EQ(unbroken.finish().exit_code, 0);
  const auto expected = tables_of(study());
  fs::remove_all(study() / "runs");

  Running stopped(words(small()), ".");
  ASSERT_TRUE(stopped.wait_for(study() / "runs/relu/1/checkpoints/step-00000010.safetensors"));
  stopped.send(SIGTERM);
  const Result result = stopped.finish();
  EXPECT_EQ(result.exit_code, 130) << result.err;
  EXPECT_NE(result.err.find("to go on:  the same command"), std::string::npos) << result.err;
  EXPECT_NE(read_file(study() / "report.html").find("Unfinished: "), std::string::npos);

  ASSERT_EQ(compare(small()).exit_code, 0);
  EXPECT_EQ(tables_of(study()), expected);
}

// As a scheduler does that ends a job: all of its processes get the signal, and those of compare
// once more from it.
TEST_F(CompareStopTest, ASignalToAllProcessesSavesAllRuns) {
  Running stopped(words(small(), {"--parallel", "1"}), ".");
  ASSERT_TRUE(stopped.wait_for(study() / "runs/relu/1/checkpoints/step-00000010.safetensors"));
  stopped.send_to_children(SIGTERM);
  stopped.send(SIGTERM);
  EXPECT_EQ(stopped.finish().exit_code, 130);
  const auto run_json = nlohmann::json::parse(read_file(study() / "runs/relu/1/run.json"));
  EXPECT_NE(run_json["state"], "running");
  ASSERT_EQ(compare(study(), {"--parallel", "2"}).exit_code, 0);
}

// Killed at moments that vary from run to run; LEAKYGAN_KILLS says how often.
TEST_F(CompareStopTest, KilledAtRandomItsTablesAreThoseOfAnUnbrokenStudy) {
  ASSERT_EQ(compare(small()).exit_code, 0);
  const auto expected = tables_of(study());
  fs::remove_all(study() / "runs");

  const char* kills = std::getenv("LEAKYGAN_KILLS");
  const int count = kills == nullptr ? 3 : std::stoi(kills);
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  SplitMix64 random(static_cast<std::uint64_t>(now));
  for (int i = 0; i < count; ++i) {
    Running killed(words(small()), ".");
    ASSERT_TRUE(killed.wait_for(study() / "runs/relu"));
    std::this_thread::sleep_for(std::chrono::milliseconds(random.below(1500)));
    killed.send(SIGKILL);
    killed.finish();
  }
  const Result result = compare(small());
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(tables_of(study()), expected);
}

}  // namespace
}  // namespace leakygan::testing
