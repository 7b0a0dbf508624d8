#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/study/analysis/studies.h"

namespace leakygan::testing {

using ProbeValue = std::optional<double> ProbeFacts::*;

// What the probe saw of an arm: `value` in every seed, with a little noise unless it is 0.
inline void set_probe(StudyFacts& study, std::size_t arm, ProbeValue member, double value) {
  for (std::size_t seed = 0; seed < study.seeds.size(); ++seed) {
    SplitMix64 random(stream_seed(seed, study.arms[arm].name));
    const double noise = value == 0 ? 0 : 0.05 * value * random.normal();
    study.arms[arm].runs[seed].probe.*member = value + noise;
  }
}

inline void set_probe_of_all(StudyFacts& study, ProbeValue member, double value) {
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm) set_probe(study, arm, member, value);
}

inline std::vector<ClaimResult> results(const std::vector<ClaimLine>& lines) {
  std::vector<ClaimResult> found;
  found.reserve(lines.size());
  for (const auto& line : lines) found.push_back(line.result);
  return found;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace leakygan::testing
