#include "metrics/shape_modes.h"

#include <gtest/gtest.h>

#include "tests/metrics/sets.h"
#include "tests/metrics/shape_pictures.h"

namespace leakygan::testing {
namespace {

using Counts = std::vector<std::size_t>;

TEST(ShapeModes, AreCounted) {
  const ImageSet set(k32x32, shape_pictures(5000, 120, {0, 0, 0, 1, 3, 3}));
  for (const int threads : {1, 3}) {
    const ShapeModes modes = count_shapes(set, 4, threads, {});
    EXPECT_EQ(modes.names, (std::vector<std::string>{"circle", "square", "triangle", "star"}));
    EXPECT_EQ(modes.counts, (Counts{60, 20, 0, 40}));
    EXPECT_EQ(modes.rejected, 0U);
  }
}

TEST(ShapeModes, HaveNoiseAndFlatImagesRejected) {
  auto pixels = shape_pictures(6000, 20, {2});
  SplitMix64 random(1);
  for (std::size_t i = 0; i < 30 * image_bytes(k32x32); ++i) {
    pixels.push_back(static_cast<std::uint8_t>(random.next() >> 56));
  }
  pixels.resize(pixels.size() + 10 * image_bytes(k32x32), 90);
  const ShapeModes modes = count_shapes({k32x32, pixels}, 4, 2, {});
  EXPECT_EQ(modes.counts, (Counts{0, 0, 20, 0}));
  EXPECT_EQ(modes.rejected, 40U);
}

TEST(ShapeModes, OfNoImagesAreNone) {
  const ShapeModes modes = count_shapes(ImageSet(k32x32, {}), 3, 2, {});
  EXPECT_EQ(modes.counts, (Counts{0, 0, 0}));
  EXPECT_EQ(modes.rejected, 0U);
}

}  // namespace
}  // namespace leakygan::testing
