#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace leakygan {

// Every random number of a run is a function of (seed, name of the stream, index): there is no
// generator state to save, a resumed run needs only its step, and adding a stream moves no other.
//
// Returns the 64-bit seed of element `index` of the stream `name`. FNV-1a over the name, then the
// finalizer of SplitMix64 (Steele, Lea and Flood 2014) over each part.
std::uint64_t stream_seed(std::uint64_t seed, std::string_view name, std::uint64_t index = 0);

// SplitMix64: small, fast, the same on every machine (the distributions of <random> are not).
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();

  // Uniform in [0, bound), bound > 0, without modulo bias.
  std::uint64_t below(std::uint64_t bound);

  // Uniform in [low, high).
  double uniform(double low, double high);

  // Standard normal (Box and Muller 1958).
  double normal();

 private:
  std::uint64_t state_;
};

// A uniformly random order of 0 .. count-1 (Fisher-Yates), the same on every machine.
std::vector<std::uint32_t> permutation(std::uint32_t count, std::uint64_t seed);

}  // namespace leakygan
