#include "data/batches.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <map>

#include "data/latents.h"
#include "support/error.h"

namespace leakygan {
namespace {

// Grey images of 16 x 16 whose pixels say which image it is, but for a white left column.
Dataset numbered(std::size_t count, const ImageShape& shape = {1, 16, 16}) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < count; ++i) {
    for (int pixel = 0; pixel < 256; ++pixel) {
      pixels.push_back(pixel % 16 == 0 ? 255 : static_cast<std::uint8_t>(i));
    }
  }
  return dataset_of(shape, pixels);
}

int number_of(const at::Tensor& image) {
  return static_cast<int>(std::lround((image[0][0][7].item<float>() + 1) * 127.5F));
}

std::map<int, int> shown(Batches& batches, std::int64_t first, std::int64_t last) {
  std::map<int, int> times;
  for (std::int64_t step = first; step < last; ++step) {
    for (const auto& image : batches.batch(step).images.unbind()) times[number_of(image)] += 1;
  }
  return times;
}

TEST(Batches, ShowEveryImageOnceAnEpochThoughBatchesSpanEpochs) {
  const Dataset dataset = numbered(10);
  Batches batches(dataset, 4, 1, false);
  const auto times = shown(batches, 0, 5);  // 20 images: two epochs of 10
  EXPECT_EQ(times.size(), 10U);
  for (const auto& [image, count] : times) EXPECT_EQ(count, 2) << image;
}

TEST(Batches, AreAFunctionOfTheStepAlone) {
  const Dataset dataset = numbered(10);
  Batches forward(dataset, 4, 1, true);
  Batches again(dataset, 4, 1, true);
  std::vector<at::Tensor> all;
  for (std::int64_t step = 0; step < 8; ++step) all.push_back(forward.batch(step).images);
  for (const std::int64_t step : {7, 2, 5, 0}) {
    EXPECT_TRUE(torch::equal(again.batch(step).images, all[static_cast<std::size_t>(step)]));
  }
}

TEST(Batches, HaveAnotherOrderInEachEpochAndForEachSeed) {
  const Dataset dataset = numbered(100);
  Batches one(dataset, 100, 1, false);
  Batches two(dataset, 100, 2, false);
  EXPECT_FALSE(torch::equal(one.batch(0).images, one.batch(1).images));
  EXPECT_FALSE(torch::equal(one.batch(0).images, two.batch(0).images));
}

TEST(Batches, AreChannelsLastFloatsFromMinusOneToOne) {
  const Dataset dataset = numbered(4, {4, 8, 8});  // the same bytes, seen as 4 channels
  Batches batches(dataset, 4, 1, false);
  const auto images = batches.batch(0).images;
  EXPECT_EQ(images.sizes().vec(), (std::vector<std::int64_t>{4, 4, 8, 8}));
  EXPECT_TRUE(images.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_EQ(images.min().item<float>(), -1.0F);
  EXPECT_EQ(images.max().item<float>(), 1.0F);
}

TEST(Batches, FlipMirrorsHalfOfTheImages) {
  const Dataset dataset = numbered(200);
  Batches batches(dataset, 200, 1, true);
  const auto images = batches.batch(0).images;
  const auto left = images.select(3, 0).select(2, 3).flatten() == 1.0F;
  const auto right = images.select(3, 15).select(2, 3).flatten() == 1.0F;
  EXPECT_TRUE(torch::equal(left, right.logical_not()));
  const auto mirrored = right.sum().item<std::int64_t>();
  EXPECT_GT(mirrored, 65);  // five standard deviations
  EXPECT_LT(mirrored, 135);
}

TEST(Batches, NeedAtLeastOneBatchOfImages) {
  const Dataset dataset = numbered(3);
  EXPECT_THROW(Batches(dataset, 4, 1, false), Error);
}

TEST(Latents, AreNormalAndAFunctionOfSeedStreamAndIndex) {
  const auto z = draw_latents(1000, {.latent = 100}, 1, "latents", 5);
  EXPECT_NEAR(z.mean().item<double>(), 0, 0.02);
  EXPECT_NEAR(z.std().item<double>(), 1, 0.02);
  EXPECT_TRUE(torch::equal(z, draw_latents(1000, {.latent = 100}, 1, "latents", 5)));
  EXPECT_FALSE(torch::equal(z, draw_latents(1000, {.latent = 100}, 1, "latents", 6)));
  EXPECT_FALSE(torch::equal(z, draw_latents(1000, {.latent = 100}, 2, "latents", 5)));
  EXPECT_FALSE(torch::equal(z, draw_latents(1000, {.latent = 100}, 1, "preview latents", 5)));
}

}  // namespace
}  // namespace leakygan
