#include "data/load_images.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <numeric>

#include "picture_folder.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan::testing {
namespace {

class LoadImages : public PictureFolder {};
using LoadImagesDeathTest = LoadImages;

std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

TEST_F(LoadImages, KeepsThemInTheOrderOfTheListWhereverThePixelsAre) {
  write_pictures(100);
  make_old();
  for (const Cache cache : {Cache::memory, Cache::disk, Cache::none, Cache::automatic}) {
    EXPECT_EQ(levels_of(load(cache)), numbers(100));
    EXPECT_EQ(files_read_, cache == Cache::automatic ? 0U : 100U);  // there is a file by then
  }
  EXPECT_EQ(stores(), 1U);
}

TEST_F(LoadImages, LeavesNothingOnTheDiskThatIsNotWorthIt) {
  write_pictures(3);
  for (const Cache cache : {Cache::memory, Cache::none, Cache::automatic}) {
    load(cache);
    EXPECT_EQ(stores(), 0U);
  }
}

TEST_F(LoadImages, ReadsFilesOnceAsLongAsTheyStayTheSame) {
  write_pictures(10);
  make_old();
  load(Cache::disk);
  EXPECT_EQ(files_read_, 10U);
  EXPECT_EQ(levels_of(load(Cache::disk)), numbers(10));
  EXPECT_EQ(files_read_, 0U);
  EXPECT_EQ(said_, "");
}

TEST_F(LoadImages, DoesNotTrustFilesThatWereWrittenAMomentBefore) {
  write_pictures(10);
  load(Cache::disk);
  load(Cache::disk);
  EXPECT_EQ(files_read_, 10U);
}

TEST_F(LoadImages, ReadsAgainWhatChangedAndOnlyThat) {
  write_pictures(10);
  make_old();
  load(Cache::disk);
  const fs::path changed = folder_.path() / "103.png";
  const auto time = fs::last_write_time(changed);
  const auto size = fs::file_size(changed);
  int level = 200;
  while (grey_png(level).size() != size) ++level;
  write(103, grey_png(level));
  fs::last_write_time(changed, time);  // the same name, size and time: only its change shows
  write(115, grey_png(15));
  fs::remove(folder_.path() / "100.png");
  EXPECT_EQ(levels_of(load(Cache::disk)), (std::vector<int>{1, 2, level, 4, 5, 6, 7, 8, 9, 15}));
  EXPECT_EQ(files_read_, 2U);
  EXPECT_EQ(said_, "2 of 10 files are new or changed since they were last read\n");
}

TEST_F(LoadImages, HasAStoreForEachPreprocessing) {
  write_pictures(3);
  load(Cache::disk);
  const Preprocessing other = {.shape = {1, 16, 16}, .fit = Fit::pad};
  load_images(scan_images(folder_.path()), other, {Cache::disk, 0, 1}, {});
  EXPECT_EQ(stores(), 2U);
}

TEST_F(LoadImages, DoesNotBelieveADamagedStore) {
  write_pictures(10);
  make_old();
  load(Cache::disk);
  const std::string good = read_file(store());
  std::string flipped = good;
  flipped[flipped.size() - 20] ^= 1;
  const std::string no_header = std::string(4096, '\0') + good.substr(4096);
  for (const std::string& bad :
       {good.substr(0, good.size() / 2), flipped, no_header, good + "x", std::string()}) {
    std::ofstream(store(), std::ios::binary) << bad;
    EXPECT_EQ(levels_of(load(Cache::disk)), numbers(10));
    EXPECT_EQ(files_read_, 10U);
    load(Cache::disk);
    EXPECT_EQ(files_read_, 0U);
  }
}

TEST_F(LoadImages, RemembersFilesThatCannotBeUsed) {
  write_pictures(3);
  write(101, "GIF89a");
  make_old();
  for (const std::size_t read : {3U, 0U}) {
    const LoadedImages loaded = load(Cache::disk);
    EXPECT_EQ(files_read_, read);
    EXPECT_EQ(levels_of(loaded), (std::vector<int>{0, -1, 2}));
    EXPECT_EQ(loaded.inventory.faults.at(1), "holds GIF, which this build does not read");
  }
}

TEST_F(LoadImages, RefusesAnEnormousFileUnread) {
  write_pictures(1);
  fs::resize_file(folder_.path() / "100.png", std::uintmax_t{1} << 40);  // takes no room
  EXPECT_EQ(load(Cache::memory).inventory.faults.at(0),
            "has 1.0 TiB; the most that is read is 1 GiB");
}

TEST_F(LoadImages, IsSafeForSeveralProcessesAtOnce) {
  write_pictures(60);
  std::vector<pid_t> children;
  for (int i = 0; i < 6; ++i) {
    children.push_back(::fork());
    if (children.back() == 0) ::_exit(levels_of(load(Cache::disk)) == numbers(60) ? 42 : 1);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 42);
  }
  EXPECT_EQ(stores(), 1U);
}

TEST_F(LoadImages, TakesNoHalfStoreOfAKilledProcess) {
  write_pictures(200);
  const pid_t child = ::fork();
  if (child == 0) {
    load_images(scan_images(folder_.path()), kGrey, {Cache::disk, 0, 1},
                {[](const std::string&) {}, [](std::size_t, std::size_t) { ::raise(SIGKILL); }});
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(stores(), 0U);
  EXPECT_EQ(levels_of(load(Cache::disk)), numbers(200));
}

TEST_F(LoadImages, SaysWhatADiskLacks) {
  write_pictures(2);
  ::setenv("XDG_CACHE_HOME", "/proc", 1);
  const std::string why = message_of<Error>([&] { load(Cache::disk); });
  EXPECT_TRUE(contains(why, "/proc/leakygan"));
  ::unsetenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::string before = home == nullptr ? "" : home;
  ::unsetenv("HOME");
  EXPECT_TRUE(contains(message_of<Error>([&] { load(Cache::disk); }), "data.cache: none"));
  EXPECT_EQ(levels_of(load(Cache::automatic)), numbers(2));
  ::setenv("HOME", before.c_str(), 1);
}

TEST_F(LoadImages, NoticesAFileThatIsLostWhileItIsNeeded) {
  write_pictures(3);
  const LoadedImages loaded = load(Cache::none);
  fs::remove(folder_.path() / "101.png");
  write(102, "GIF89a");
  EXPECT_EQ(levels_of(loaded), (std::vector<int>{0, -1, -1}));
}

TEST_F(LoadImages, RefusesMoreThanTheMachineHas) {
  write_pictures(2);
  const Preprocessing huge = {.shape = {4, 1 << 19, 1 << 19}};
  const std::string why = message_of<Error>([&] {
    load_images(scan_images(folder_.path()), huge, {Cache::memory, 0, 1}, {});
  });
  EXPECT_TRUE(contains(why, "2 images of 524288 x 524288 pixels need 2.0 TiB of memory"));
}

// Resident memory of this process in bytes.
std::size_t resident() {
  std::size_t pages = 0;
  std::ifstream file("/proc/self/statm");
  file >> pages >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGE_SIZE));
}

TEST_F(LoadImages, StaysWithinItsMemoryWithTenTimesAsManyPixels) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory of their own";
#endif
  const fs::path picture = folder_.write("0.png", png_of(noise(64, 64, 3)));
  constexpr std::size_t kImages = 4000;
  for (std::size_t i = 1; i < kImages; ++i) {
    fs::create_hard_link(picture, folder_.path() / (std::to_string(i) + ".png"));
  }
  const Preprocessing colour = {.shape = {3, 64, 64}};
  const std::size_t budget = kImages * slot_bytes(colour) / 10;
  const ImageList list = scan_images(folder_.path());
  load_images(list, {.shape = {3, 16, 16}}, {Cache::none, 0, 2}, {});  // takes what decoding needs
  const std::size_t before = resident();
  std::size_t most = 0;
  const LoadReport report = {[](const std::string&) {},
                             [&](std::size_t, std::size_t) { most = std::max(most, resident()); }};
  const LoadedImages loaded = load_images(list, colour, {Cache::automatic, budget, 2}, report);
  TrainingImage image;
  for (std::size_t i = 0; i < 2 * kImages; ++i) {
    ASSERT_TRUE(loaded.pixels->copy(i * 7919 % kImages, image));
    most = std::max(most, resident());
  }
  EXPECT_EQ(stores(), 1U);
  EXPECT_LT(most, before + budget);
}

TEST_F(LoadImagesDeathTest, EndsAllThreadsWhenAStopIsAskedFor) {
  write_pictures(100);
  const auto load_after_signal = [&] {
    const ImageList list = scan_images(folder_.path());
    catch_stop_signals();
    ::raise(SIGTERM);
    const std::string why = message_of<Interrupted>([&] {
      load_images(list, kGrey, {Cache::memory, 0, 3}, {});
    });
    ::_exit(why.starts_with("interrupted while ") ? 42 : 1);
  };
  EXPECT_EXIT(load_after_signal(), ::testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace leakygan::testing
