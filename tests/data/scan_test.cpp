#include "data/scan.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "names.h"
#include "support/error.h"
#include "support/signals.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

std::string error_of(const fs::path& folder) {
  return message_of<Error>([&] { scan_images(folder); });
}

TEST(Scan, ListsImagesByTheBytesOfTheirPaths) {
  const TemporaryFolder folder;
  for (const char* name : {"a/1.jpg", "b.png", "a.png", "B.png", "a/0/z.png", "\xc3\xa9.png"}) {
    folder.write(name);
  }
  EXPECT_EQ(names(scan_images(folder.path())),
            (Names{"B.png", "a.png", "a/0/z.png", "a/1.jpg", "b.png", "\xc3\xa9.png"}));
}

TEST(Scan, TakesImageExtensionsInAnyCase) {
  const TemporaryFolder folder;
  for (const char* name : {"1.PNG", "2.Jpg", "3.jpeg", "4.JFIF", "5.WebP", "6.bmp", "7.TIFF"}) {
    folder.write(name);
  }
  EXPECT_EQ(scan_images(folder.path()).files.size(), 7U);
}

TEST(Scan, TakesFilesOfOtherNamesByTheirContent) {
  const TemporaryFolder folder;
  for (const char* name : {"0a1b2c", "photo.jpg_large", "picture.gif", "d/x."}) {
    folder.write(name, "\x89PNG\r\n\x1a\n");
  }
  EXPECT_EQ(names(scan_images(folder.path())),
            (Names{"0a1b2c", "d/x.", "photo.jpg_large", "picture.gif"}));
}

TEST(Scan, CountsImagesOfOtherKindsAndOtherFilesApart) {
  const TemporaryFolder folder;
  for (const char* name : {"1.png", "5.txt", "readme", "file."}) folder.write(name);
  for (const char* name : {"2.gif", "d/3.GIF", "4"}) folder.write(name, "GIF89a");
  const ImageList list = scan_images(folder.path());
  EXPECT_EQ(list.unread, (std::map<std::string, std::size_t>{{"GIF", 3}}));
  EXPECT_EQ(list.other, (std::map<std::string, std::size_t>{{".txt", 1}, {"", 2}}));
}

TEST(Scan, SkipsAndCountsWhatSystemsHideOrLeaveBehind) {
  const TemporaryFolder folder;
  for (int i = 0; i < 20; ++i) folder.write(std::to_string(i) + ".png");
  folder.write("._a.jpg", std::string("\0\5\x16\7", 4) + std::string(100, '\0'));
  folder.write(".DS_Store");
  folder.write(".ipynb_checkpoints/a-checkpoint.png");
  folder.write("__MACOSX/b.png");
  folder.write("lost+found/c.png");
  folder.write("Thumbs.db");
  folder.write("class/@eaDir/thumbnail.jpg");
  const ImageList list = scan_images(folder.path());
  EXPECT_EQ(list.files.size(), 20U);
  EXPECT_EQ(list.hidden, 7U);
  EXPECT_EQ(summary(list), "20 images (skipped: 7 hidden)");
}

TEST(Scan, TakesNoSamplesOfEarlierRunsUnlessAskedFor) {
  const TemporaryFolder folder;
  folder.write("a.png");
  folder.write("outputs/x/config.yaml");
  folder.write("outputs/x/run.json");
  folder.write("outputs/x/samples/real.png");
  EXPECT_EQ(summary(scan_images(folder.path())), "1 image (skipped: 1 folder of a run)");
  EXPECT_EQ(names(scan_images(folder.path() / "outputs/x")), (Names{"samples/real.png"}));
}

TEST(Scan, ReadsAFolderWhoseOwnNameIsHidden) {
  const TemporaryFolder folder;
  folder.write(".data/a.png");
  EXPECT_EQ(scan_images(folder.path() / ".data").files.size(), 1U);
}

TEST(Scan, KeepsNamesOfAnyBytes) {
  const TemporaryFolder folder;
  const Names strange = {"a\nb\x01.png", "bad\xffname.png", "sp ace #%\xc3\xa9 \"q\".png",
                         "\xff\xfe/\xfd.jpg"};
  for (const std::string& name : strange) folder.write(name);
  EXPECT_EQ(names(scan_images(folder.path())), strange);
}

TEST(Scan, ReachesImagesFarDown) {
  const TemporaryFolder folder;
  fs::path deep;
  for (int i = 0; i < 400; ++i) deep /= "d";
  folder.write(deep / "a.png");
  EXPECT_EQ(names(scan_images(folder.path())), (Names{(deep / "a.png").string()}));
}

TEST(Scan, TakesAFolderNamedLikeAnImageForAFolderAndAPipeForNoImage) {
  const TemporaryFolder folder;
  folder.write("x.png/a.png");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe.png").c_str(), 0600), 0);
  EXPECT_EQ(names(scan_images(folder.path())), (Names{"x.png/a.png"}));
}

TEST(Scan, SaysWhyAFolderCannotBeUsed) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("a.png");
  EXPECT_EQ(error_of("/no/such\xff"), "/no/such\\xff: there is no such folder of images");
  EXPECT_EQ(
      error_of(file),
      file.string() + ": is neither a folder nor an archive of images, nor a CIFAR or MNIST file");
  fs::create_directory(folder.path() / "empty");
  EXPECT_TRUE(contains(error_of(folder.path() / "empty"), "holds no images (it is empty)"));
}

TEST(Scan, SaysWhatAFolderWithoutImagesHoldsInstead) {
  const TemporaryFolder folder;
  for (int i = 0; i < 20; ++i) folder.write(std::to_string(i) + ".gif", "GIF87a");
  folder.write("notes.txt");
  EXPECT_EQ(error_of(folder.path()),
            folder.path().string() +
                ": holds no images (found 20 GIF, which this build does not read; 1 .txt)");
}

TEST(Scan, SumsUpManyExtensionsInAFewWords) {
  const TemporaryFolder folder;
  folder.write("a.png");
  for (int i = 100; i < 150; ++i) folder.write("b." + std::to_string(i));
  for (const char* name : {"1.txt", "2.txt", "1.csv", "2.csv"}) folder.write(name);
  EXPECT_EQ(summary(scan_images(folder.path())),
            "1 image (skipped: 2 .csv, 2 .txt, 1 .100, 49 other files)");
}

TEST(ScanDeathTest, NamesAFolderThatMayNotBeRead) {
  const TemporaryFolder folder;
  folder.write("a.png");
  folder.write("secret/b.png");
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(folder.path() / "secret", fs::perms::none);
  const auto scan_as_nobody = [&] {
    constexpr uid_t kNobody = 65534;
    const bool could_read_all = ::geteuid() == 0;
    if (could_read_all && ::setuid(kNobody) != 0) ::_exit(2);
    const std::string secret = (folder.path() / "secret").string();
    ::_exit(error_of(folder.path()).starts_with(secret + ": the folder cannot be read") ? 42 : 1);
  };
  EXPECT_EXIT(scan_as_nobody(), ::testing::ExitedWithCode(42), "");
  fs::permissions(folder.path() / "secret", fs::perms::owner_all);
}

TEST(ScanDeathTest, EndsWhenAStopIsAskedFor) {
  const TemporaryFolder folder;
  folder.write("a.png");
  const auto scan_after_signal = [&] {
    catch_stop_signals();
    ::raise(SIGINT);
    const std::string why = message_of<Interrupted>([&] { scan_images(folder.path()); });
    ::_exit(why.starts_with("interrupted while scanning") ? 42 : 1);
  };
  EXPECT_EXIT(scan_after_signal(), ::testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace leakygan::testing
