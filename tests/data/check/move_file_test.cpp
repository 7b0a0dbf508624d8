#include "data/check/move_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

bool on_one_device(const fs::path& a, const fs::path& b) {
  struct stat one = {};
  struct stat other = {};
  return ::stat(a.c_str(), &one) == 0 && ::stat(b.c_str(), &other) == 0 &&
         one.st_dev == other.st_dev;
}

TEST(MoveFile, OverwritesNothing) {
  const TemporaryFolder folder;
  const fs::path a = folder.write("a", "one");
  const fs::path b = folder.write("b", "two");
  EXPECT_FALSE(move_file(a, b));
  EXPECT_EQ(read_file(a), "one");
  EXPECT_EQ(read_file(b), "two");
  EXPECT_TRUE(move_file(a, folder.path() / "c"));
  EXPECT_EQ(read_file(folder.path() / "c"), "one");
  EXPECT_FALSE(fs::exists(a));
}

TEST(MoveFile, MovesALinkAsALink) {
  const TemporaryFolder folder;
  folder.link("nowhere", "link");
  EXPECT_TRUE(move_file(folder.path() / "link", folder.path() / "moved"));
  EXPECT_EQ(fs::read_symlink(folder.path() / "moved"), "nowhere");
}

TEST(MoveFile, NamesWhatCannotBeMoved) {
  const TemporaryFolder folder;
  const fs::path gone = folder.path() / "gone";
  EXPECT_TRUE(contains(message_of<Error>([&] { move_file(gone, folder.path() / "to"); }),
                       gone.string() + ": cannot be moved to "));
}

TEST(MoveFile, CopiesToAnotherFileSystem) {
  const fs::path other = "/dev/shm";
  const TemporaryFolder folder;
  if (!fs::exists(other) || on_one_device(folder.path(), other)) {
    GTEST_SKIP() << "there is one file system only";
  }
  const fs::path to = other / folder.path().filename();
  const fs::path from = folder.write("a", "content");
  folder.link("a", "link");
  EXPECT_TRUE(move_file(from, to));
  EXPECT_EQ(read_file(to), "content");
  EXPECT_FALSE(fs::exists(from));
  folder.write("b", "other");
  EXPECT_FALSE(move_file(folder.path() / "b", to));
  EXPECT_TRUE(fs::exists(folder.path() / "b"));
  EXPECT_TRUE(move_file(to, from));
  EXPECT_EQ(read_file(from), "content");
  EXPECT_TRUE(move_file(folder.path() / "link", to));
  EXPECT_TRUE(fs::is_symlink(to));
  fs::remove(to);
}

}  // namespace
}  // namespace leakygan::testing
