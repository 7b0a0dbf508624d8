#include "metrics/image_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

constexpr ImageShape kShape = {3, 5, 8};
constexpr std::size_t kBytes = 3 * 5 * 8;

std::vector<std::uint8_t> copy_of(std::span<const std::uint8_t> image) {
  return {image.begin(), image.end()};
}

std::vector<std::vector<std::uint8_t>> images_of(const ImageSet& set) {
  std::vector<std::vector<std::uint8_t>> images;
  for (std::size_t i = 0; i < set.count(); ++i) images.push_back(copy_of(set.image(i)));
  return images;
}

TEST(ImageSet, HasTheSameOrderWhateverTheOrderOfThePixels) {
  auto pixels = textured(1, 50, kShape);
  pixels.insert(pixels.end(), pixels.begin(), pixels.begin() + 10 * kBytes);  // ten twice
  const ImageSet set(kShape, pixels);
  const ImageSet other(kShape, shuffled(pixels, kShape));
  EXPECT_EQ(set.count(), 60U);
  EXPECT_EQ(images_of(set), images_of(other));
  EXPECT_EQ(set.fingerprint(), other.fingerprint());
  for (std::size_t i = 0; i < set.count(); ++i) EXPECT_EQ(set.hash(i), other.hash(i));
}

TEST(ImageSet, KnowsWhereAnImageStood) {
  const auto pixels = textured(1, 50, kShape);
  const ImageSet set(kShape, pixels);
  std::set<std::uint32_t> seen;
  for (std::size_t i = 0; i < set.count(); ++i) {
    const auto* from = pixels.data() + set.number(i) * kBytes;
    EXPECT_EQ(copy_of(set.image(i)), std::vector<std::uint8_t>(from, from + kBytes));
    seen.insert(set.number(i));
  }
  EXPECT_EQ(seen.size(), 50U);
  EXPECT_EQ(*seen.rbegin(), 49U);
}

TEST(ImageSet, HasEqualHashesForEqualImagesOnly) {
  auto pixels = textured(1, 20, kShape);
  std::copy_n(pixels.begin(), kBytes, pixels.begin() + 7 * kBytes);
  const ImageSet set(kShape, pixels);
  for (std::size_t i = 1; i < set.count(); ++i) {
    const bool equal = copy_of(set.image(i)) == copy_of(set.image(i - 1));
    EXPECT_EQ(set.hash(i) == set.hash(i - 1), equal);
  }
}

TEST(ImageSet, HasAFingerprintThatEveryPixelAndTheShapeChange) {
  const auto pixels = textured(1, 6, kShape);
  std::set<std::string> prints = {ImageSet(kShape, pixels).fingerprint()};
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    auto other = pixels;
    other[i] ^= 1;
    prints.insert(ImageSet(kShape, other).fingerprint());
  }
  for (const ImageShape& shape : {ImageShape{3, 8, 5}, {1, 15, 8}, {4, 5, 6}, {3, 10, 8}}) {
    prints.insert(ImageSet(shape, pixels).fingerprint());
  }
  auto fewer = pixels;
  fewer.resize(5 * kBytes);
  prints.insert(ImageSet(kShape, fewer).fingerprint());
  EXPECT_EQ(prints.size(), 1 + pixels.size() + 4 + 1);
  for (const std::string& print : prints) {
    EXPECT_EQ(print.size(), 16U);
    EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);
  }
}

TEST(ImageSet, HasPartsThatTogetherAreIt) {
  const ImageSet set(kShape, textured(1, 11, kShape));
  auto together = images_of(set.part(0, 4));
  const ImageSet rest = set.part(4, 11);
  EXPECT_EQ(rest.count(), 7U);
  EXPECT_EQ(rest.hash(0), set.hash(4));
  EXPECT_EQ(rest.number(6), set.number(10));
  for (auto& image : images_of(rest)) together.push_back(std::move(image));
  EXPECT_EQ(together, images_of(set));
  EXPECT_EQ(rest.part(3, 3).count(), 0U);
  EXPECT_NE(rest.fingerprint(), set.fingerprint());
}

TEST(ImageSet, MayBeEmpty) {
  EXPECT_EQ(ImageSet().count(), 0U);
  EXPECT_EQ(ImageSet(kShape, {}).count(), 0U);
  EXPECT_EQ(ImageSet(kShape, {}).fingerprint().size(), 16U);
}

}  // namespace
}  // namespace leakygan::testing
