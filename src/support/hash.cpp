#include "support/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace leakygan {

static_assert(std::endian::native == std::endian::little, "words are read as they lie in memory");

// One round of the finalizer of SplitMix64 a word: every bit of the word reaches all of the hash.
std::uint64_t hash_word(std::uint64_t hash, std::uint64_t word) {
  hash ^= word;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
  return hash ^ (hash >> 31);
}

std::uint64_t hash_bytes(std::uint64_t hash, std::string_view bytes) {
  hash = hash_word(hash, bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    hash = hash_word(hash, word);
  }
  return hash;
}

std::string hash_text(std::uint64_t hash) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4) {
    *digit = "0123456789abcdef"[hash & 15];
  }
  return digits;
}

}  // namespace leakygan
