#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace leakygan {

// Held-out images that are enough to measure against.
inline constexpr std::size_t kEnoughHeldOut = 256;

struct MeasuredCounts {
  std::size_t real = 0;
  std::size_t fake = 0;
};

// How many images are measured, in a training and by `evaluate`: of `available` real ones at most
// as many as were asked for, and as many fakes; when nobody asked, at most 5,000, and at least
// 1,000 fakes.
inline MeasuredCounts measured_counts(std::optional<std::int64_t> asked, std::size_t available) {
  constexpr std::size_t kFewestFakes = 1000;
  constexpr std::size_t kMost = 5000;
  const std::size_t most = asked ? static_cast<std::size_t>(*asked) : kMost;
  const std::size_t real = std::min(available, most);
  return {real, asked ? most : std::max(kFewestFakes, real)};
}

}  // namespace leakygan
