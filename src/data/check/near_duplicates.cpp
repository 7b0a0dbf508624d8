#include "data/check/near_duplicates.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace leakygan {
namespace {

// So few are compared each with each.
constexpr std::ptrdiff_t kFew = 48;
// Of one hash: neighbours in brightness that are compared, and those that stand for all when hashes
// are compared.
constexpr std::size_t kNeighbours = 64;
constexpr std::size_t kStandFor = 8;

constexpr std::uint64_t kWhole = ~std::uint64_t{0};

// Union-find with path halving.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const auto [low, high] = std::minmax({find(a), find(b)});
    parent_[high] = low;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// The set bits of `mask` dealt out to four parts in turn.
std::array<std::uint64_t, 4> quarters(std::uint64_t mask) {
  std::array<std::uint64_t, 4> parts = {};
  for (std::size_t i = 0; mask != 0; ++i, mask &= mask - 1) parts[i % 4] |= mask & (~mask + 1);
  return parts;
}

class Search {
 public:
  explicit Search(std::span<const Appearance> images)
      : images_(images), order_(images.size()), sets_(images.size()) {}

  Groups run() {
    collapse();
    std::vector<Hash> hashes = hashes_;
    compare(hashes.begin(), hashes.end(), kWhole);
    return groups();
  }

 private:
  // A hash and the images that have it: order_[begin] to order_[end - 1].
  struct Hash {
    std::uint64_t value;
    std::uint32_t begin;
    std::uint32_t end;
  };
  using Place = std::vector<Hash>::iterator;

  // Sorts the images by hash and brightness, and joins those of one hash.
  void collapse() {
    std::vector<std::uint16_t> brightness(images_.size());
    for (std::size_t i = 0; i < images_.size(); ++i) {
      const auto& levels = images_[i].thumbnail;
      brightness[i] = static_cast<std::uint16_t>(std::accumulate(levels.begin(), levels.end(), 0));
    }
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(images_[a].hash, brightness[a]) < std::pair(images_[b].hash, brightness[b]);
    });
    for (std::size_t begin = 0, end = 0; begin < order_.size(); begin = end) {
      const std::uint64_t value = images_[order_[begin]].hash;
      while (end < order_.size() && images_[order_[end]].hash == value) ++end;
      hashes_.push_back(
          {value, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      join_neighbours(begin, end);
    }
  }

  void join_neighbours(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t k = i + 1; k < std::min(end, i + 1 + kNeighbours); ++k) {
        join_if_alike(order_[i], order_[k]);
      }
    }
  }

  void join_if_alike(std::uint32_t a, std::uint32_t b) {
    if (sets_.find(a) == sets_.find(b)) return;
    if (thumbnails_agree(images_[a], images_[b])) sets_.join(a, b);
  }

  // Those in the range differ in bits of `mask` only.
  void compare(Place begin, Place end, std::uint64_t mask) {
    if (end - begin < 2) return;
    if (end - begin <= kFew || mask == 0) return compare_all(begin, end);
    for (const std::uint64_t part : quarters(mask)) {
      std::sort(begin, end, [part](const Hash& a, const Hash& b) {
        return (a.value & part) < (b.value & part);
      });
      for (Place first = begin, last = begin; first != end; first = last) {
        while (last != end && (last->value & part) == (first->value & part)) ++last;
        compare(first, last, mask & ~part);
      }
    }
  }

  void compare_all(Place begin, Place end) {
    for (Place a = begin; a != end; ++a) {
      for (Place b = a + 1; b != end; ++b) {
        if (std::popcount(a->value ^ b->value) <= kAlikeBits) compare_images(*a, *b);
      }
    }
  }

  void compare_images(const Hash& a, const Hash& b) {
    for (std::size_t i = a.begin; i < std::min<std::size_t>(a.end, a.begin + kStandFor); ++i) {
      for (std::size_t k = b.begin; k < std::min<std::size_t>(b.end, b.begin + kStandFor); ++k) {
        join_if_alike(order_[i], order_[k]);
      }
    }
  }

  Groups groups() {
    constexpr std::uint32_t kNone = ~std::uint32_t{0};
    std::vector<std::uint32_t> sizes(images_.size(), 0);
    for (std::uint32_t i = 0; i < images_.size(); ++i) ++sizes[sets_.find(i)];
    std::vector<std::uint32_t> place(images_.size(), kNone);
    Groups groups;
    for (std::uint32_t i = 0; i < images_.size(); ++i) {
      const std::uint32_t root = sets_.find(i);
      if (sizes[root] < 2) continue;
      if (place[root] == kNone) {
        place[root] = static_cast<std::uint32_t>(groups.size());
        groups.emplace_back();
      }
      groups[place[root]].push_back(i);
    }
    return groups;
  }

  std::span<const Appearance> images_;
  std::vector<std::uint32_t> order_;
  std::vector<Hash> hashes_;  // distinct
  Sets sets_;
};

}  // namespace

Groups near_duplicates(std::span<const Appearance> images) { return Search(images).run(); }

}  // namespace leakygan
