#pragma once

#include <map>
#include <string>
#include <vector>

#include "metrics/panel.h"
#include "tests/metrics/sets.h"

namespace leakygan::testing {

// With the random features.
inline MeasuredSet measured(const std::vector<std::uint8_t>& pixels, const ImageShape& shape) {
  ImageSet images(shape, pixels);
  at::Tensor features = extract_features(images, *random_features(), 2, {});
  return {std::move(images), std::move(features)};
}

inline std::vector<Score> panel(const MeasuredSet& real, const MeasuredSet& fake,
                                const std::vector<std::string>& metrics = {}) {
  return measure(real, fake, *random_features(), {.metrics = metrics, .threads = 2});
}

inline std::map<std::string, Score> by_key(const std::vector<Score>& scores) {
  std::map<std::string, Score> result;
  for (const Score& score : scores) result[score.info.key] = score;
  return result;
}

}  // namespace leakygan::testing
