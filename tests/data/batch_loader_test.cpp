#include "data/batch_loader.h"

#include <gtest/gtest.h>

#include "picture_folder.h"
#include "support/error.h"

namespace leakygan::testing {
namespace {

constexpr ImageShape kShape = {3, 2, 2};

// Every byte of image i is i, but for the first pixel, which is 255.
Dataset numbered(std::size_t count) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < count; ++i) {
    pixels.insert(pixels.end(), 3, 255);
    pixels.insert(pixels.end(), 9, static_cast<std::uint8_t>(i));
  }
  return dataset_of(kShape, pixels);
}

BatchOrder order(const Dataset& dataset) { return {dataset.count(), 1, true, false}; }

TEST(BatchLoader, MakesTheSameBatchesWithAnyNumberOfWorkers) {
  const Dataset dataset = numbered(50);
  BatchLoader one(dataset, order(dataset), 8, 1);
  BatchLoader many(dataset, order(dataset), 8, 7);
  for (std::int64_t step = 0; step < 300; ++step) EXPECT_EQ(one.take(step), many.take(step));
}

TEST(BatchLoader, GoesToAnyStep) {
  const Dataset dataset = numbered(50);
  BatchLoader forward(dataset, order(dataset), 8, 3);
  BatchLoader jumping(dataset, order(dataset), 8, 3);
  std::vector<LoadedBatch> all;
  for (std::int64_t step = 0; step < 40; ++step) all.push_back(forward.take(step));
  for (const std::int64_t step : {39, 3, 4, 4, 20, 0, 1, 38}) {
    EXPECT_EQ(jumping.take(step), all[static_cast<std::size_t>(step)]) << step;
  }
}

TEST(BatchLoader, EndsWithBatchesThatNobodyTook) {
  const Dataset dataset = numbered(50);
  for (int i = 0; i < 100; ++i) {
    BatchLoader loader(dataset, order(dataset), 8, 4);
    if (i % 2 == 0) loader.take(i);
  }
}

TEST(BatchLoader, MirrorsPixelsNotChannels) {
  const std::vector<std::uint8_t> pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  TrainingImage image = {2, 2, pixels};
  std::vector<std::uint8_t> shown(12);
  show_image(image, {.mirrored = true}, kShape, shown.data());
  EXPECT_EQ(shown, (std::vector<std::uint8_t>{4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9}));
}

TEST(BatchLoader, CropsAtTheDrawnPlace) {
  TrainingImage image = {2, 4, {}};
  for (std::uint8_t i = 0; i < 8; ++i) image.pixels.push_back(i);
  std::vector<std::uint8_t> shown(4);
  const auto left = [&](double place) {
    show_image(image, {.place = place}, {1, 2, 2}, shown.data());
    return shown;
  };
  EXPECT_EQ(left(0), (std::vector<std::uint8_t>{0, 1, 4, 5}));
  EXPECT_EQ(left(0.5), (std::vector<std::uint8_t>{1, 2, 5, 6}));
  EXPECT_EQ(left(0.999), (std::vector<std::uint8_t>{2, 3, 6, 7}));
}

TEST(BatchOrder, DrawsPlacesAnewInEachEpoch) {
  BatchOrder order(1, 1, false, true);
  double sum = 0;
  for (std::int64_t epoch = 0; epoch < 1000; ++epoch) sum += order.shown(epoch).place;
  EXPECT_NEAR(sum / 1000, 0.5, 0.05);
  EXPECT_NE(order.shown(0).place, order.shown(1).place);
}

using LostImages = PictureFolder;

TEST_F(LostImages, EndARunRatherThanStallIt) {
  write_pictures(20);
  DatasetOptions options = {.preprocessing = kGrey, .holdout = 0};
  options.load.cache = Cache::none;
  const Dataset dataset = open_dataset(scan_images(folder_.path()), options, {});
  BatchLoader loader(dataset, order(dataset), 4, 2);
  loader.take(0);
  fs::remove_all(folder_.path());
  const auto take_all = [&] {
    for (std::int64_t step = 1; step < 10; ++step) loader.take(step);
  };
  EXPECT_TRUE(contains(message_of<Error>(take_all), "images can no longer be read"));
}

}  // namespace
}  // namespace leakygan::testing
