#include "data/holdout.h"

#include <algorithm>
#include <numeric>

#include "support/hash.h"

namespace leakygan {

std::size_t holdout_size(std::optional<std::int64_t> asked, std::size_t images, std::int64_t batch,
                         std::size_t least) {
  if (asked) return static_cast<std::size_t>(*asked);
  constexpr std::size_t kMost = 5000;
  const auto needed = static_cast<std::size_t>(batch);
  const std::size_t usual = std::max(std::min(images / 10, kMost), least);
  return std::min(usual, images > needed ? images - needed : 0);
}

std::vector<bool> choose_holdout(const std::vector<std::uint64_t>& content_hashes,
                                 std::size_t count) {
  // Mixed with a number of its own, so that nothing else that goes by hashes goes along.
  constexpr std::uint64_t kHoldout = 0x686f6c646f7574;
  std::vector<std::uint64_t> keys;
  keys.reserve(content_hashes.size());
  for (const std::uint64_t hash : content_hashes) keys.push_back(hash_word(kHoldout, hash));
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
  std::vector<bool> held_out(keys.size(), false);
  for (std::size_t begin = 0, end = 0; begin < order.size() && count > 0; begin = end) {
    while (end < order.size() && keys[order[end]] == keys[order[begin]]) ++end;
    if (end - begin > count) continue;
    for (std::size_t i = begin; i < end; ++i) held_out[order[i]] = true;
    count -= end - begin;
  }
  return held_out;
}

}  // namespace leakygan
