#pragma once

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "kernels/parallel.h"
#include "support/random.h"

namespace leakygan::testing {

inline std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

// `count` numbers from -1 to 1, the same for the same seed.
inline std::vector<float> numbers(std::int64_t count, std::uint64_t seed) {
  SplitMix64 random(seed);
  std::vector<float> all(static_cast<std::size_t>(count));
  for (auto& value : all) value = static_cast<float>(random.below(20001)) / 10000.0F - 1.0F;
  return all;
}

// The largest difference over the largest number of the reference.
inline double relative_error(const std::vector<float>& values,
                             const std::vector<double>& reference) {
  double difference = 0;
  double size = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const double distance = std::abs(values[i] - reference[i]);
    if (!(distance <= difference)) difference = distance;  // NaN too
    size = std::max(size, std::abs(reference[i]));
  }
  return difference / size;
}

// That many threads, each with an equal part.
inline Parallel threads(std::int64_t count) {
  return {count, [count](std::int64_t items, const RangeBody& body) {
            std::vector<std::thread> all;
            for (std::int64_t i = 0; i < count; ++i) {
              all.emplace_back([&, i] {
                if (items * i / count < items * (i + 1) / count) {
                  body(items * i / count, items * (i + 1) / count);
                }
              });
            }
            for (auto& thread : all) thread.join();
          }};
}

}  // namespace leakygan::testing
