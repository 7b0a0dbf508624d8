#include "support/files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

using testing::TemporaryFolder;

TEST(WriteFileAtomic, ReplacesTheOldFileAndLeavesNothingBeside) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "a.txt";
  write_file_atomic(file, "old");
  write_file_atomic(file, "new text");
  EXPECT_EQ(read_file(file), "new text");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(WriteFileAtomic, AFailureNamesPathAndBytesAndKeepsTheOldFile) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "taken");
  folder.write("taken/inside");
  const auto message = testing::message_of<Error>(
      [&] { write_file_atomic(folder.path() / "taken", std::string(2048, 'x')); });
  EXPECT_TRUE(testing::contains(message, "taken"));
  EXPECT_TRUE(testing::contains(message, "2.0 KiB needed"));
  EXPECT_EQ(read_file(folder.path() / "taken" / "inside"), "x");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(ReadFile, AReadThatFailsIsNoEmptyFile) {
  const auto message = testing::message_of<Error>([] { read_file("/proc/self/mem"); });
  EXPECT_TRUE(testing::contains(message, "/proc/self/mem: cannot be read: ")) << message;
}

TEST(WriteFileAtomic, AMissingFolderIsAnError) {
  const TemporaryFolder folder;
  EXPECT_THROW(write_file_atomic(folder.path() / "missing" / "a.txt", "x"), Error);
}

TEST(ReadFile, SaysWhyNot) {
  const TemporaryFolder folder;
  EXPECT_TRUE(testing::contains(
      testing::message_of<Error>([&] { read_file(folder.path() / "missing"); }), "missing"));
  EXPECT_TRUE(testing::contains(testing::message_of<Error>([&] { read_file(folder.path()); }),
                                "is a folder"));
}

TEST(MakeNewFolder, NumbersNamesThatAreTaken) {
  const TemporaryFolder folder;
  const fs::path parent = folder.path() / "a" / "b";
  EXPECT_EQ(make_new_folder(parent, "run"), parent / "run");
  EXPECT_EQ(make_new_folder(parent, "run"), parent / "run-2");
  std::ofstream(parent / "run-3") << "a file";
  EXPECT_EQ(make_new_folder(parent, "run"), parent / "run-4");
}

TEST(MakeFolder, AFileInTheWayIsAnError) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("file");
  EXPECT_THROW(make_folder(file), Error);
  EXPECT_THROW(make_folder(file / "below"), Error);
}

TEST(Display, EscapesWhatIsNotTextAndKeepsWhatIs) {
  EXPECT_EQ(display("bad\xffname.png"), "bad\\xffname.png");
  EXPECT_EQ(display("new\nline"), "new\\x0aline");
  EXPECT_EQ(display("sp ace #%\xc3\xa9 \"q\".png"), "sp ace #%\xc3\xa9 \"q\".png");
  EXPECT_EQ(display("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // a surrogate
  EXPECT_EQ(display("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80");
}

TEST(Utf8, IsToldFromOtherBytes) {
  EXPECT_TRUE(is_utf8("plain \xc3\xa9"));
  EXPECT_FALSE(is_utf8("\xc3"));
  EXPECT_FALSE(is_utf8("\xc0\x80"));
}

TEST(WriteBeside, KeepsWhatIsThereAndNumbersWhatIsNew) {
  const testing::TemporaryFolder folder;
  const fs::path path = folder.path() / "a.png";
  EXPECT_EQ(write_beside(path, "one"), path);
  const auto before = fs::last_write_time(path);
  EXPECT_EQ(write_beside(path, "one"), path);
  EXPECT_EQ(fs::last_write_time(path), before);
  EXPECT_EQ(write_beside(path, "two"), folder.path() / "a-2.png");
  EXPECT_EQ(write_beside(path, "two"), folder.path() / "a-2.png");
  EXPECT_EQ(write_beside(path, "three"), folder.path() / "a-3.png");
  EXPECT_EQ(read_file(path), "one");
}

TEST(RemoveTemporaryFiles, TakesOnlyWhatAKilledWriterLeft) {
  const testing::TemporaryFolder folder;
  folder.write("a.png.tmp-123");
  folder.write("a.png");
  folder.write("notes.tmp-old.txt");
  remove_temporary_files(folder.path());
  EXPECT_FALSE(fs::exists(folder.path() / "a.png.tmp-123"));
  EXPECT_TRUE(fs::exists(folder.path() / "a.png"));
  EXPECT_TRUE(fs::exists(folder.path() / "notes.tmp-old.txt"));
}

TEST(WriteFileAtomic, APieceThatThrowsLeavesTheOldFile) {
  const testing::TemporaryFolder folder;
  const fs::path path = folder.write("a", "old");
  EXPECT_THROW(write_file_atomic(path, 6,
                                 [](const Write& write) {
                                   write("new");
                                   throw Error("stopped");
                                 }),
               Error);
  EXPECT_EQ(read_file(path), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace leakygan
