#include "data/check/near_duplicates.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <numeric>

#include "support/random.h"

namespace leakygan::testing {
namespace {

Appearance of_hash(std::uint64_t hash) {
  Appearance appearance = {.hash = hash, .deviation = 50};
  appearance.thumbnail.fill(100);
  return appearance;
}

// What grouping comes to when all pairs are compared.
Groups by_all_pairs(const std::vector<Appearance>& images) {
  std::vector<std::uint32_t> group(images.size());
  std::iota(group.begin(), group.end(), 0U);
  for (std::uint32_t a = 0; a < images.size(); ++a) {
    for (std::uint32_t b = a + 1; b < images.size(); ++b) {
      const bool alike = std::popcount(images[a].hash ^ images[b].hash) <= kAlikeBits &&
                         thumbnails_agree(images[a], images[b]);
      if (!alike || group[a] == group[b]) continue;
      const auto [low, high] = std::minmax(group[a], group[b]);
      std::replace(group.begin(), group.end(), std::uint32_t{high}, std::uint32_t{low});
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> members;
  for (std::uint32_t i = 0; i < images.size(); ++i) members[group[i]].push_back(i);
  Groups groups;
  for (const auto& [first, numbers] : members) {
    if (numbers.size() > 1) groups.push_back(numbers);
  }
  return groups;
}

std::uint64_t flip_bits(std::uint64_t hash, int bits, SplitMix64& random) {
  for (int i = 0; i < bits; ++i) hash ^= std::uint64_t{1} << random.below(64);
  return hash;
}

TEST(NearDuplicates, AreThreeBitsApartAtMost) {
  EXPECT_EQ(near_duplicates(std::vector{of_hash(0), of_hash(0b111)}), (Groups{{0, 1}}));
  EXPECT_EQ(near_duplicates(std::vector{of_hash(0), of_hash(0b1111)}), Groups{});
  EXPECT_EQ(near_duplicates({}), Groups{});
}

TEST(NearDuplicates, LeadFromOneToTheNext) {
  const std::vector images = {of_hash(0b111111), of_hash(~0ULL), of_hash(0), of_hash(0b111)};
  EXPECT_EQ(near_duplicates(images), (Groups{{0, 2, 3}}));
}

TEST(NearDuplicates, HaveThumbnailsThatAgree) {
  std::vector images = {of_hash(5), of_hash(5), of_hash(5), of_hash(5)};
  images[1].thumbnail.fill(200);
  images[3].thumbnail.fill(203);
  EXPECT_EQ(near_duplicates(images), (Groups{{0, 2}, {1, 3}}));
}

TEST(NearDuplicates, AreThoseThatComparingAllPairsFinds) {
  SplitMix64 random(7);
  std::vector<Appearance> images;
  // Dense: only 12 bits vary, so that groups grow into each other and parts are often equal.
  for (int i = 0; i < 600; ++i) {
    std::uint64_t hash = 0;
    for (int bit = 0; bit < 12; ++bit) hash |= random.below(2) << (bit * 5);
    images.push_back(of_hash(hash));
    images.back().thumbnail.fill(static_cast<std::uint8_t>(random.below(12) * 20));
  }
  for (int i = 0; i < 300; ++i) images.push_back(of_hash(random.next()));
  for (int i = 0; i < 300; ++i) {
    images.push_back(of_hash(flip_bits(images[random.below(900)].hash, 3, random)));
  }
  EXPECT_EQ(near_duplicates(images), by_all_pairs(images));
}

TEST(NearDuplicates, AreFoundAmongAHundredThousand) {
  constexpr std::size_t kImages = 100'000;
  constexpr std::size_t kPlanted = 500;
  SplitMix64 random(3);
  std::vector<Appearance> images;
  images.reserve(kImages + kPlanted);
  for (std::size_t i = 0; i < kImages; ++i) images.push_back(of_hash(random.next()));
  for (std::size_t i = 0; i < kPlanted; ++i) {
    images.push_back(of_hash(flip_bits(images[i].hash, 3, random)));
  }
  const Groups groups = near_duplicates(images);
  ASSERT_EQ(groups.size(), kPlanted);
  for (std::uint32_t i = 0; i < kPlanted; ++i) {
    EXPECT_EQ(groups[i], (std::vector<std::uint32_t>{i, 100'000 + i}));
  }
}

TEST(NearDuplicates, AreFoundWhereMostImagesHaveOneHash) {
  std::vector<Appearance> images(100'000, of_hash(0));
  SplitMix64 random(5);
  for (auto& image : images) {
    for (auto& level : image.thumbnail) level = static_cast<std::uint8_t>(random.below(256));
  }
  images.push_back(images[77]);
  EXPECT_EQ(near_duplicates(images), (Groups{{77, 100'000}}));
}

}  // namespace
}  // namespace leakygan::testing
