#include "metrics/extract.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

at::Tensor features_of(const std::vector<std::uint8_t>& pixels, const ImageShape& shape,
                       int threads = 2) {
  return extract_features({shape, pixels}, *random_features(), threads, {});
}

// [1, 3, H, W].
at::Tensor batch_of(const std::vector<std::uint8_t>& pixels, const ImageShape& shape) {
  return rgb_images({shape, pixels}, 0, 1);
}

TEST(RandomFeatures, AreThoseOfTheirDescriptionWrittenInPyTorch) {
  const auto expected = reference().at("random_features");
  for (const auto& [name, shape] : std::map<std::string, ImageShape>{
           {"32x32", {3, 32, 32}}, {"60x100", {3, 60, 100}}, {"33x17", {3, 33, 17}}}) {
    const at::Tensor found = features_of(textured(8, 1, shape), shape)[0];
    const auto numbers = expected.at(name).get<std::vector<float>>();
    ASSERT_EQ(found.numel(), 448);
    const double largest = (found - at::tensor(numbers)).abs().max().item<double>();
    EXPECT_LT(largest, 1e-5) << name;
  }
}

TEST(RandomFeatures, AreTheSameForEveryoneWhoMakesThem) {
  EXPECT_EQ(random_features()->id(), random_features()->id());
  EXPECT_EQ(random_features()->name(), "random convolutions 1 (448 features)");
  EXPECT_EQ(random_features()->frechet_name(), "rFD");
  EXPECT_EQ(random_features()->kernel_name(), "rKD");
}

TEST(RandomFeatures, TakeImagesOfAnyShape) {
  for (const ImageShape& shape : {ImageShape{1, 1, 1}, {3, 1, 300}, {3, 7, 65}, {1, 129, 2}}) {
    const at::Tensor found = features_of(textured(1, 3, shape), shape);
    EXPECT_EQ(found.sizes(), at::IntArrayRef({3, 448}));
    EXPECT_TRUE(at::isfinite(found).all().item<bool>());
  }
}

// Bitwise: whoever scores a picture alone must find what was found among thousands.
TEST(Extract, GivesAnImageTheSameFeaturesInAnySetAndOrderOnAnyNumberOfThreads) {
  for (const ImageShape& shape : {ImageShape{3, 32, 32}, {1, 60, 100}, {3, 33, 17}}) {
    const auto all = textured(1, 70, shape);
    const ImageSet set(shape, all);
    const at::Tensor expected = features_of(all, shape, 1);
    EXPECT_TRUE(expected.equal(features_of(all, shape, 3)));
    EXPECT_TRUE(expected.equal(features_of(shuffled(all, shape), shape, 3)));
    for (const std::size_t count : {1U, 31U, 32U, 33U, 70U}) {
      const at::Tensor part = extract_features(set.part(70 - count, 70), *random_features(), 2, {});
      EXPECT_TRUE(part.equal(expected.slice(0, static_cast<std::int64_t>(70 - count))));
    }
  }
}

TEST(Extract, LeavesTheThreadsOfTheCallerAsTheyAre) {
  at::set_num_threads(2);
  features_of(textured(1, 3, {1, 16, 16}), {1, 16, 16}, 1);
  EXPECT_EQ(at::get_num_threads(), 2);
}

TEST(Extract, TellsHowFarItIs) {
  std::size_t last = 0;
  extract_features({{1, 16, 16}, textured(1, 70, {1, 16, 16})}, *random_features(), 2,
                   [&](std::size_t done, std::size_t total) {
                     EXPECT_EQ(total, 70U);
                     EXPECT_GE(done, last);
                     last = done;
                   });
  EXPECT_EQ(last, 70U);
  EXPECT_EQ(extract_features({}, *random_features(), 2, {}).size(0), 0);
}

TEST(RgbImages, RepeatGrey) {
  const auto grey = textured(1, 1, {1, 9, 5});
  std::vector<std::uint8_t> colour;
  for (const std::uint8_t level : grey) colour.insert(colour.end(), {level, level, level});
  EXPECT_TRUE(batch_of(grey, {1, 9, 5}).equal(batch_of(colour, {3, 9, 5})));
  EXPECT_TRUE(features_of(grey, {1, 9, 5}).equal(features_of(colour, {3, 9, 5})));
}

TEST(RgbImages, ArePlanesInTheOrderRedGreenBlue) {
  const at::Tensor images = batch_of({1, 2, 3, 4, 5, 6}, {3, 1, 2});
  EXPECT_TRUE(images.equal(at::tensor({1, 4, 2, 5, 3, 6}, at::kByte).view({1, 3, 1, 2})));
}

TEST(RgbImages, AreSeenOnWhiteWhereTheyAreTransparent) {
  for (int level = 0; level < 256; level += 5) {
    for (int alpha = 0; alpha < 256; alpha += 3) {
      const auto byte = static_cast<std::uint8_t>(level);
      const at::Tensor image =
          batch_of({byte, 255, 0, static_cast<std::uint8_t>(alpha)}, {4, 1, 1});
      const double share = alpha / 255.0;
      EXPECT_EQ(image.view({3})[0].item<int>(), std::lround(level * share + 255 * (1 - share)));
      EXPECT_EQ(image.view({3})[1].item<int>(), 255);
      EXPECT_EQ(image.view({3})[2].item<int>(), 255 - alpha);
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
