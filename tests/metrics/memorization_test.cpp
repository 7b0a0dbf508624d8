#include "metrics/memorization.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "metrics/extract.h"
#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

Rows rows_of(const at::Tensor& all) {
  return [all](std::int64_t begin, std::int64_t end) { return all.slice(0, begin, end); };
}

at::Tensor pixels_of(const ImageSet& set) {
  return pixel_rows(set, 0, static_cast<std::int64_t>(set.count()));
}

TEST(NearestRows, AreThoseOfASearchInFloat64) {
  const at::Tensor queries = normals(40, 6, 1).to(at::kFloat);
  const at::Tensor rows = normals(2500, 6, 2).to(at::kFloat);
  const Nearest nearest = nearest_rows(queries, 2500, rows_of(rows), 7);
  const at::Tensor distances = at::cdist(queries.to(at::kDouble), rows.to(at::kDouble), 2, 2);
  const auto [expected, places] = at::topk(distances, 7, 1, false, true);
  EXPECT_TRUE(nearest.rows.equal(places));
  EXPECT_TRUE(at::allclose(nearest.distance, expected.select(1, 0), 1e-12, 0));
  EXPECT_EQ(nearest_rows(queries, 3, rows_of(rows), 7).rows.sizes(), at::IntArrayRef({40, 3}));
}

// An exact copy of image 1700 and one of image 40, all of whose levels are one higher.
TEST(NearestRows, FindCopiesAmongPixelsWithTheirExactDistance) {
  const auto training_pixels = textured(1, 1800, k32x32);
  const ImageSet training(k32x32, training_pixels);
  const std::size_t bytes = image_bytes(k32x32);
  std::vector<std::uint8_t> fake_pixels = textured(2, 10, k32x32);
  const auto* copied = training_pixels.data() + 1700 * bytes;
  fake_pixels.insert(fake_pixels.end(), copied, copied + bytes);
  for (std::size_t i = 0; i < bytes; ++i) {
    fake_pixels.push_back(static_cast<std::uint8_t>(training_pixels[40 * bytes + i] + 1));
  }
  const ImageSet fakes(k32x32, fake_pixels);
  const Rows rows = [&](std::int64_t begin, std::int64_t end) {
    return pixel_rows(training, begin, end);
  };
  const Nearest nearest = nearest_rows(pixels_of(fakes), 1800, rows, 3);
  for (std::int64_t q = 0; q < 12; ++q) {
    const auto found =
        training.number(static_cast<std::size_t>(nearest.rows[q][0].item<std::int64_t>()));
    const auto number = fakes.number(static_cast<std::size_t>(q));
    const auto distance = nearest.distance[q].item<double>();
    if (number < 10) {
      EXPECT_GT(distance, 100);
    } else {
      EXPECT_EQ(found, number == 10 ? 1700U : 40U);
      EXPECT_NEAR(distance, number == 10 ? 0 : std::sqrt(3072), 1e-9);
    }
  }
}

TEST(NearestRows, FindCopiesAmongFeatures) {
  const ImageSet training(k32x32, textured(1, 150, k32x32));
  const auto space = random_features();
  const at::Tensor rows = extract_features(training, *space, 2, {});
  const at::Tensor fakes = extract_features(training.part(60, 75), *space, 2, {});
  const Nearest nearest = nearest_rows(fakes, 150, rows_of(rows), 5);
  EXPECT_TRUE(nearest.rows.select(1, 0).equal(at::arange(60, 75, at::kLong)));
  EXPECT_EQ(nearest.distance.abs().max().item<double>(), 0);
}

TEST(PixelRows, HaveLargeImagesAveragedToThirtyTwoPixels) {
  const ImageShape shape = {3, 64, 96};
  const ImageSet set(shape, textured(1, 2, shape));
  const at::Tensor rows = pixels_of(set);
  ASSERT_EQ(rows.sizes(), at::IntArrayRef({2, 3 * 32 * 32}));
  double sum = 0;  // of green in rows 10, 11 and columns 15, 16, 17
  for (std::size_t i = 0; i < 6; ++i) {
    sum += set.image(1)[((10 + i / 3) * 96 + 15 + i % 3) * 3 + 1];
  }
  EXPECT_NEAR(rows[1][(32 + 5) * 32 + 5].item<double>(), sum / 6 - 127.5, 1e-4);
  EXPECT_EQ(pixel_rows({{1, 20, 100}, textured(1, 1, {1, 20, 100})}, 0, 1).size(1), 20 * 32);
}

double by_pairs(const std::vector<double>& fakes, const std::vector<double>& held_out) {
  double sum = 0;
  for (const double fake : fakes) {
    for (const double other : held_out) sum += fake < other ? 1 : fake == other ? 0.5 : 0;
  }
  return sum / static_cast<double>(fakes.size() * held_out.size());
}

double nearer(const std::vector<double>& fakes, const std::vector<double>& held_out) {
  return nearer_than_held_out(at::tensor(fakes, at::kDouble), at::tensor(held_out, at::kDouble));
}

TEST(NearerThanHeldOut, CountsPairsWithHalfForTies) {
  SplitMix64 random(1);
  std::vector<double> fakes;
  std::vector<double> held_out;
  for (int i = 0; i < 70; ++i) fakes.push_back(static_cast<double>(random.below(12)));
  for (int i = 0; i < 45; ++i) held_out.push_back(static_cast<double>(2 + random.below(12)));
  EXPECT_NEAR(nearer(fakes, held_out), by_pairs(fakes, held_out), 1e-12);
  EXPECT_NEAR(nearer(held_out, fakes), 1 - by_pairs(fakes, held_out), 1e-12);
  EXPECT_EQ(nearer({0, 0, 0}, {0, 0}), 0.5);
}

TEST(NearerThanHeldOut, IsHalfForFreshImagesAndOneForCopies) {
  const at::Tensor training = normals(1000, 8, 1).to(at::kFloat);
  const auto distances = [&](const at::Tensor& queries) {
    return nearest_rows(queries.to(at::kFloat), 1000, rows_of(training), 1).distance;
  };
  const at::Tensor held_out = distances(normals(1000, 8, 2));
  EXPECT_NEAR(nearer_than_held_out(distances(normals(1000, 8, 3)), held_out), 0.5, 0.04);
  EXPECT_EQ(nearer_than_held_out(distances(training.slice(0, 0, 200)), held_out), 1);
  EXPECT_LT(nearer_than_held_out(distances(normals(500, 8, 4) * 3), held_out), 0.1);
}

}  // namespace
}  // namespace leakygan::testing
