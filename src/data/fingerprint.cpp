#include "data/fingerprint.h"

#include <algorithm>
#include <cstddef>

namespace leakygan {
namespace {

constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL;

// One round of the finalizer of SplitMix64 a word: every bit of the word reaches all of the hash.
std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  hash ^= word;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
  return hash ^ (hash >> 31);
}

// Words are put together byte by byte, so that the hash is the same on every machine; the length
// goes in too, so that bytes cannot move from one part to the next unseen.
template <typename Bytes>
std::uint64_t mixed_bytes(std::uint64_t hash, const Bytes& bytes) {
  hash = mixed(hash, bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    const std::size_t length = std::min<std::size_t>(8, bytes.size() - at);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < length; ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    }
    hash = mixed(hash, word);
  }
  return hash;
}

}  // namespace

std::uint64_t image_hash(const fs::path& relative_path, std::span<const std::uint8_t> pixels) {
  return mixed_bytes(mixed_bytes(kStart, relative_path.native()), pixels);
}

std::string combined_fingerprint(const ImageShape& shape, std::span<const std::uint64_t> hashes) {
  std::uint64_t hash = kStart;
  for (const std::int64_t length : {shape.channels, shape.height, shape.width}) {
    hash = mixed(hash, static_cast<std::uint64_t>(length));
  }
  for (const std::uint64_t image : hashes) hash = mixed(hash, image);
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4) {
    *digit = "0123456789abcdef"[hash & 15];
  }
  return digits;
}

}  // namespace leakygan
