#include "data/dataset.h"

#include <gtest/gtest.h>

#include "picture_folder.h"
#include "support/error.h"

namespace leakygan::testing {
namespace {

class DatasetTest : public PictureFolder {
 protected:
  Dataset open(DatasetOptions options = {}) {
    if (options.preprocessing.shape.channels == 3) options.preprocessing = kGrey;
    options.load = {Cache::memory, 0, threads_};
    return open_dataset(scan_images(folder_.path()), options, {});
  }

  int threads_ = 2;
};

using Datasets = DatasetTest;

TEST_F(Datasets, HoldOutImagesThatAreThenNotTrainedOn) {
  write_pictures(50);
  const Dataset dataset = open();
  EXPECT_EQ(dataset.count(), 45U);
  EXPECT_EQ(dataset.held_out.size(), 5U);
  std::vector<std::uint32_t> all = dataset.training;
  all.insert(all.end(), dataset.held_out.begin(), dataset.held_out.end());
  std::sort(all.begin(), all.end());
  for (std::uint32_t i = 0; i < 50; ++i) EXPECT_EQ(all[i], i);
  EXPECT_EQ(open({.holdout = 0}).count(), 50U);
}

TEST_F(Datasets, HaveAFingerprintOfContentsNamesAndPreprocessing) {
  write_pictures(20);
  const std::string fingerprint = open().fingerprint;
  EXPECT_EQ(fingerprint.size(), 16U);
  threads_ = 5;
  EXPECT_EQ(open().fingerprint, fingerprint);
  EXPECT_NE(open({.holdout = 3}).fingerprint, fingerprint);
  EXPECT_NE(open({.preprocessing = {.shape = {1, 32, 32}}}).fingerprint, fingerprint);
  const Preprocessing padded = {.shape = {1, 16, 16}, .fit = Fit::pad};
  EXPECT_NE(open({.preprocessing = padded}).fingerprint, fingerprint);
  write(103, grey_png(99));
  const std::string other = open().fingerprint;
  EXPECT_NE(other, fingerprint);
  fs::rename(folder_.path() / "103.png", folder_.path() / "103b.png");
  EXPECT_NE(open().fingerprint, other);
}

TEST_F(Datasets, ListAllBadFilesBeforeAnythingIsTrained) {
  write_pictures(100);
  std::string expected;
  for (int i = 101; i < 200; i += 2) {
    write(i, "GIF89a");
    expected += (folder_.path() / std::to_string(i)).string() +
                ".png: holds GIF, which this build does not read\n";
  }
  const std::string text = message_of<Error>([&] { open(); });
  EXPECT_TRUE(text.starts_with(expected + "50 of 100 images cannot be used: mend or move them"));
}

TEST_F(Datasets, SkipBadFilesWhenAskedTo) {
  write_pictures(20);
  write(105, "GIF89a");
  const Dataset dataset = open({.skip_bad_files = true, .holdout = 0});
  EXPECT_EQ(dataset.count(), 19U);
  ASSERT_EQ(dataset.skipped.size(), 1U);
  EXPECT_TRUE(contains(dataset.skipped[0], "105.png: holds GIF"));
}

TEST_F(Datasets, SkipNoMoreThanTheLimit) {
  write_pictures(20);
  for (int i = 100; i < 103; ++i) write(i, "");
  const std::string text = message_of<Error>([&] { open({.skip_bad_files = true}); });
  EXPECT_TRUE(contains(text, "100.png: is empty (0 bytes)\n"));
  EXPECT_TRUE(contains(text, "3 of 20 images cannot be used: more than data.bad_limit, 0.1"));
  EXPECT_EQ(open({.skip_bad_files = true, .bad_limit = 0.15, .holdout = 0}).count(), 17U);
}

TEST_F(Datasets, NeedABatchBesidesWhatIsHeldOut) {
  write_pictures(20);
  EXPECT_TRUE(contains(message_of<Error>([&] { open({.holdout = 10, .batch = 16}); }),
                       "10 images (besides 10 held out, data.holdout) are fewer than one batch"));
  EXPECT_EQ(open({.batch = 19}).count(), 19U);
}

TEST_F(Datasets, TakeClassesFromTheFirstFolders) {
  for (int i = 0; i < 6; ++i) {
    folder_.write("dogs/" + std::to_string(i) + ".png", grey_png(i));
    folder_.write("cats/a/" + std::to_string(i) + ".png", grey_png(i + 100));
  }
  const Dataset dataset = open({.classes = ClassSource::folders, .holdout = 0});
  EXPECT_EQ(dataset.classes.names, (std::vector<std::string>{"cats", "dogs"}));
  EXPECT_EQ(dataset.classes.of_image,
            (std::vector<std::uint32_t>{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}));
  folder_.write("stray.png", grey_png(200));
  // Whether it is among those held out or not.
  for (const std::int64_t holdout : {0, 6, 12}) {
    EXPECT_TRUE(contains(
        message_of<Error>([&] { open({.classes = ClassSource::folders, .holdout = holdout}); }),
        "stray.png: is in no class"));
  }
}

TEST_F(Datasets, TakeNoClassesUnaskedFromASmallFolder) {
  for (int i = 0; i < 6; ++i) {
    folder_.write("dogs/" + std::to_string(i) + ".png", grey_png(i));
    folder_.write("cats/" + std::to_string(i) + ".png", grey_png(i + 100));
  }
  const Dataset dataset = open({.classes = ClassSource::automatic, .holdout = 0});
  EXPECT_TRUE(dataset.classes.names.empty());
  EXPECT_EQ(dataset.why_no_classes, "'cats' has 6 images to train on, fewer than 300");
}

TEST_F(Datasets, ReplaceAnImageThatIsLostByOneBeforeIt) {
  write_pictures(5);
  DatasetOptions options = {.preprocessing = kGrey, .holdout = 0};
  options.load.cache = Cache::none;
  const Dataset dataset = open_dataset(scan_images(folder_.path()), options, {});
  fs::remove(folder_.path() / "103.png");
  TrainingImage image;
  dataset.copy(3, image);
  EXPECT_EQ(image.pixels[0], 2);
  fs::remove_all(folder_.path());
  EXPECT_THROW(dataset.copy(3, image), Error);
}

}  // namespace
}  // namespace leakygan::testing
