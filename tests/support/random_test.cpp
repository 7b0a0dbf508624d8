#include "support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace leakygan {
namespace {

TEST(StreamSeed, DiffersInSeedNameAndIndex) {
  std::set<std::uint64_t> seen;
  for (const std::uint64_t seed : {0, 1, 2}) {
    for (const char* name : {"a", "b", "ab", "ba", ""}) {
      for (std::uint64_t index = 0; index < 1000; ++index) {
        seen.insert(stream_seed(seed, name, index));
      }
    }
  }
  EXPECT_EQ(seen.size(), 3U * 5 * 1000);
}

TEST(SplitMix64, GivesThePublishedSequence) {
  // The first outputs for seed 1234567, as in the test of Vigna's splitmix64.c at rosettacode.org.
  SplitMix64 random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317ULL);
  EXPECT_EQ(random.next(), 3203168211198807973ULL);
  EXPECT_EQ(random.next(), 9817491932198370423ULL);
}

TEST(SplitMix64, IsUniformBelowABound) {
  SplitMix64 random(1);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60000; ++i) counts[random.below(6)] += 1;
  // Five standard deviations of a binomial count: sqrt(60000 / 6 * 5 / 6) is 91.
  for (const int count : counts) EXPECT_NEAR(count, 10000, 5 * 91);
}

TEST(Permutation, HoldsEveryNumberOnceAndFollowsTheSeed) {
  auto order = permutation(1000, 7);
  EXPECT_EQ(order, permutation(1000, 7));
  EXPECT_NE(order, permutation(1000, 8));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(order[i], i);
  EXPECT_TRUE(permutation(0, 1).empty());
}

}  // namespace
}  // namespace leakygan
