#include "support/file_lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

// What a new process finds: 0 when it gets the lock, 1 when it is told that this one has it.
int attempt_of_another_process(const fs::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      const FileLock lock(file);
      ::_exit(0);
    } catch (const Error& error) {
      const std::string expected = "is in use by process " + std::to_string(::getppid());
      ::_exit(std::string(error.what()).find(expected) != std::string::npos ? 1 : 2);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST(FileLock, IsHeldByOneProcessAndGivenUpWithTheObject) {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "lock";
  {
    const FileLock lock(file);
    EXPECT_EQ(attempt_of_another_process(file), 1);
  }
  EXPECT_EQ(attempt_of_another_process(file), 0);
}

TEST(FileLock, TellsOthersThatItIsHeldWithoutTakingIt) {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.path() / "lock";
  EXPECT_FALSE(FileLock::is_held(file));
  EXPECT_FALSE(fs::exists(file));
  const FileLock lock(file);
  const pid_t child = ::fork();
  if (child == 0) ::_exit(FileLock::is_held(file) ? 7 : 0);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(FileLock, LeavesTheFileAsItIs) {
  const testing::TemporaryFolder folder;
  const fs::path file = folder.write("lock", "abc");
  const auto before = fs::last_write_time(file);
  { const FileLock lock(file); }
  EXPECT_EQ(fs::last_write_time(file), before);
  EXPECT_EQ(read_file(file), "abc");
}

TEST(FileLock, InAFolderThatIsMissingIsAnError) {
  EXPECT_THROW(FileLock("/nowhere/at/all/lock"), Error);
}

}  // namespace
}  // namespace leakygan
