#include "support/random.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace leakygan {
namespace {

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15ULL;

}  // namespace

std::uint64_t stream_seed(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return mix(mix(mix(seed + kGolden) ^ hash) + kGolden * (index + 1));
}

std::uint64_t SplitMix64::next() {
  state_ += kGolden;
  return mix(state_);
}

std::uint64_t SplitMix64::below(std::uint64_t bound) {
  // Values under 2^64 mod bound would make the low remainders more likely: draw again.
  const std::uint64_t skip = (0 - bound) % bound;
  std::uint64_t value = next();
  while (value < skip) value = next();
  return value % bound;
}

double SplitMix64::uniform(double low, double high) {
  return low + (high - low) * static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double SplitMix64::normal() {
  const double radius = std::sqrt(-2.0 * std::log1p(-uniform(0, 1)));
  return radius * std::cos(2.0 * std::numbers::pi * uniform(0, 1));
}

std::vector<std::uint32_t> permutation(std::uint32_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  SplitMix64 random(seed);
  for (std::uint32_t i = count; i > 1; --i) {
    std::swap(order[i - 1], order[random.below(i)]);
  }
  return order;
}

}  // namespace leakygan
