#include "data/fingerprint.h"

#include <gtest/gtest.h>

#include <vector>

namespace leakygan::testing {
namespace {

using Hashes = std::vector<std::uint64_t>;
using Bytes = std::vector<std::uint8_t>;

TEST(Fingerprint, DependsOnTheOrderOfTheImages) {
  EXPECT_NE(combined_fingerprint({3, 16, 16}, Hashes{1, 2}),
            combined_fingerprint({3, 16, 16}, Hashes{2, 1}));
}

TEST(Fingerprint, DependsOnTheShapeOfTheSameBytes) {
  EXPECT_NE(combined_fingerprint({1, 16, 48}, Hashes{1}),
            combined_fingerprint({1, 48, 16}, Hashes{1}));
  EXPECT_NE(combined_fingerprint({1, 16, 48}, Hashes{1}),
            combined_fingerprint({3, 16, 16}, Hashes{1}));
}

TEST(Fingerprint, TellsAPathFromPixels) {
  EXPECT_NE(image_hash("ab", Bytes{'c'}), image_hash("a", Bytes{'b', 'c'}));
  EXPECT_NE(image_hash("a", Bytes{0}), image_hash("a", Bytes{0, 0}));
}

// Stored in run folders: a change of the hash would make every data set look changed.
TEST(Fingerprint, StaysTheSameInAllVersions) {
  EXPECT_EQ(combined_fingerprint({3, 16, 16}, Hashes{image_hash("a/b.png", Bytes{1, 2, 3})}),
            "bc006a57f5d7ac3a");
}

}  // namespace
}  // namespace leakygan::testing
