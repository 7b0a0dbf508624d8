#include "support/child_process.h"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

std::vector<std::string> shell(const std::string& script) { return {"/bin/sh", "-c", script}; }

// Until the file has so many bytes; a minute at most.
void wait_for_bytes(const fs::path& file, std::uintmax_t bytes) {
  for (int i = 0; i < 6000; ++i) {
    if (fs::exists(file) && fs::file_size(file) >= bytes) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << file << " does not grow";
}

TEST(ChildProcess, EndsWithItsExitCodeAndAddsToItsLog) {
  const testing::TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  write_file_atomic(log, "before\n");
  ChildProcess child(shell("echo out; echo err >&2; exit 3"), log);
  EXPECT_EQ(child.wait(), 3);
  EXPECT_EQ(child.exit_code(), 3);
  EXPECT_EQ(read_file(log), "before\nout\nerr\n");
}

TEST(ChildProcess, HasNothingOnItsInputAndAProcessGroupOfItsOwn) {
  const testing::TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  ChildProcess child(shell("cat; ps -o pgid= -p $$ | tr -d ' '; echo $$"), log);
  EXPECT_EQ(child.wait(), 0);
  const std::string text = read_file(log);
  const auto end = text.find('\n');
  EXPECT_EQ(text.substr(0, end + 1), text.substr(end + 1));
}

TEST(ChildProcess, RunsUntilASignalEndsIt) {
  const testing::TemporaryFolder folder;
  ChildProcess child(shell("echo ready; exec sleep 600"), folder.path() / "log");
  wait_for_bytes(folder.path() / "log", 6);
  EXPECT_FALSE(child.exit_code());
  child.send(SIGTERM);
  EXPECT_EQ(child.wait(), 128 + SIGTERM);
}

TEST(ChildProcess, IsKilledWithItsObject) {
  const testing::TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  {
    const ChildProcess child(shell("echo $$; exec sleep 600"), log);
    wait_for_bytes(log, 2);
  }
  EXPECT_EQ(::kill(std::stoi(read_file(log)), 0), -1);
}

TEST(ChildProcess, MayBeThisProgramItself) {
  const testing::TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  ChildProcess child({own_program().string(), "--gtest_list_tests"}, log);
  EXPECT_EQ(child.wait(), 0);
  EXPECT_NE(read_file(log).find("MayBeThisProgramItself"), std::string::npos);
}

TEST(ChildProcess, ThatCannotBeStartedIsAnErrorWithBothPaths) {
  const testing::TemporaryFolder folder;
  const auto message = [&](const std::vector<std::string>& words, const fs::path& log) {
    try {
      const ChildProcess child(words, log);
      return std::string();
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  const std::string none = message({"/no/such/program"}, folder.path() / "log");
  EXPECT_NE(none.find("/no/such/program: cannot be started"), std::string::npos) << none;
  EXPECT_NE(none.find("No such file"), std::string::npos) << none;
  const std::string no_log = message(shell("true"), folder.path() / "not" / "there");
  EXPECT_NE(no_log.find("not/there"), std::string::npos) << no_log;
}

TEST(LastMessage, IsAWholeMessageOfThisProgramOrTheLastLine) {
  const testing::TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  EXPECT_EQ(last_message(log), "");
  write_file_atomic(log,
                    "leakygan: old\nstep 1\nleakygan: a.png: no image\nleakygan: b.png: none\n");
  EXPECT_EQ(last_message(log), "a.png: no image\nb.png: none");
  write_file_atomic(log, "leakygan: old\nterminate called\nwhat(): bad\n\n");
  EXPECT_EQ(last_message(log), "what(): bad");
}

}  // namespace
}  // namespace leakygan
