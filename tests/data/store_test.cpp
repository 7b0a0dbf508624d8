#include "data/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "make_image.h"
#include "support/error.h"
#include "support/signals.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

constexpr ImageShape kGrey = {1, 16, 16};

std::string grey_png(int level) { return png_of(cv::Mat(16, 16, CV_8U, cv::Scalar(level))); }

ImageStore decode_folder(const TemporaryFolder& folder, int threads = 2,
                         const ImageShape& shape = kGrey) {
  return decode_all(scan_images(folder.path()), shape, threads, {});
}

TEST(Store, KeepsImagesInTheOrderOfTheList) {
  const TemporaryFolder folder;
  for (int i = 0; i < 100; ++i) folder.write(std::to_string(100 + i) + ".png", grey_png(i));
  const ImageStore store = decode_folder(folder);
  ASSERT_EQ(store.count, 100U);
  ASSERT_EQ(store.pixels.size(), 100U * 16 * 16);
  for (std::size_t i = 0; i < store.count; ++i) {
    const auto image = store.image(i);
    ASSERT_EQ(image.size(), 16U * 16);
    EXPECT_EQ(std::count(image.begin(), image.end(), i), 16 * 16);
  }
}

TEST(Store, ReadsFilesWithNamesOfAnyBytes) {
  const TemporaryFolder folder;
  for (const char* name : {"bad\xffname.png", "sp ace #%\xc3\xa9 \"q\".png", "a\nb.png"}) {
    folder.write(name, grey_png(7));
  }
  EXPECT_EQ(decode_folder(folder).count, 3U);
}

TEST(Store, FingerprintDoesNotDependOnThreadsOrPlace) {
  const TemporaryFolder one;
  const TemporaryFolder other;
  for (int i = 0; i < 50; ++i) {
    one.write(std::to_string(i) + ".png", png_of(noise(16, 16, 1, static_cast<unsigned>(i))));
    other.write(std::to_string(i) + ".png", png_of(noise(16, 16, 1, static_cast<unsigned>(i))));
  }
  const std::string fingerprint = decode_folder(one, 1).fingerprint;
  EXPECT_EQ(fingerprint.size(), 16U);
  EXPECT_EQ(fingerprint.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(decode_folder(one, 5).fingerprint, fingerprint);
  EXPECT_EQ(decode_folder(other).fingerprint, fingerprint);
}

TEST(Store, FingerprintChangesWithPixelsNamesAndShape) {
  const TemporaryFolder folder;
  folder.write("a.png", grey_png(1));
  folder.write("b.png", grey_png(2));
  const std::string fingerprint = decode_folder(folder).fingerprint;
  EXPECT_NE(decode_folder(folder, 2, {3, 16, 16}).fingerprint, fingerprint);
  cv::Mat image(16, 16, CV_8U, cv::Scalar(1));
  image.at<std::uint8_t>(15, 15) = 2;
  folder.write("a.png", png_of(image));
  EXPECT_NE(decode_folder(folder).fingerprint, fingerprint);
  folder.write("a.png", grey_png(2));  // exchanged
  folder.write("b.png", grey_png(1));
  EXPECT_NE(decode_folder(folder).fingerprint, fingerprint);
  folder.write("a.png", grey_png(1));
  folder.write("c.png", grey_png(2));
  fs::remove(folder.path() / "b.png");
  EXPECT_NE(decode_folder(folder).fingerprint, fingerprint);
}

TEST(Store, ListsAllFilesThatCannotBeUsed) {
  const TemporaryFolder folder;
  for (int i = 100; i < 200; ++i) {
    folder.write(std::to_string(i) + ".png", i % 2 == 0 ? grey_png(1) : "GIF89a");
  }
  const std::string text = message_of<Error>([&] { decode_folder(folder); });
  std::string expected;
  for (int i = 101; i < 141; i += 2) {
    expected += (folder.path() / std::to_string(i)).string() +
                ".png: holds GIF, which this version does not read\n";
  }
  EXPECT_EQ(text, expected + "... and 30 more");
}

TEST(Store, RefusesWhatDoesNotFitIntoMemoryBeforeTakingIt) {
  ImageList list;
  list.folder = "pictures";
  list.files = {"a.png", "b.png"};
  const auto needed = [&](std::int64_t side) {
    return message_of<Error>([&] { decode_all(list, {4, side, side}, 1, {}); });
  };
  const std::string text = needed(1 << 24);
  EXPECT_TRUE(contains(text, "pictures: 2 images of 16777216 x 16777216 pixels need 2097152 GiB"));
  EXPECT_TRUE(contains(text, "lower data.size, or use fewer images"));
  EXPECT_TRUE(contains(needed(std::int64_t{1} << 40), "GiB of memory"));
}

TEST(StoreDeathTest, EndsAllThreadsWhenAStopIsAskedFor) {
  const TemporaryFolder folder;
  for (int i = 0; i < 100; ++i) folder.write(std::to_string(i) + ".png", grey_png(i));
  const ImageList list = scan_images(folder.path());
  const auto decode_after_signal = [&] {
    catch_stop_signals();
    ::raise(SIGTERM);
    const std::string why = message_of<Interrupted>([&] { decode_all(list, kGrey, 3, {}); });
    ::_exit(why == "interrupted while reading images" ? 42 : 1);
  };
  EXPECT_EXIT(decode_after_signal(), ::testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace leakygan::testing
