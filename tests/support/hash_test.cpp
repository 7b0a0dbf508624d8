#include "support/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace leakygan {
namespace {

TEST(Hash, EveryBitOfABytesCounts) {
  const std::string bytes = "0123456789abcdef0123";
  std::set<std::uint64_t> hashes = {hash_bytes(kHashStart, bytes)};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
      hashes.insert(hash_bytes(kHashStart, changed));
    }
  }
  EXPECT_EQ(hashes.size(), 1 + 8 * bytes.size());
}

TEST(Hash, TellsLengthsOfZerosApart) {
  EXPECT_NE(hash_bytes(kHashStart, std::string(3, '\0')),
            hash_bytes(kHashStart, std::string(4, '\0')));
}

TEST(Hash, IsWrittenAs16Digits) {
  EXPECT_EQ(hash_text(0x1234), "0000000000001234");
  EXPECT_EQ(hash_text(0xfedcba9876543210), "fedcba9876543210");
}

}  // namespace
}  // namespace leakygan
