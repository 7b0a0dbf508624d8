#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace leakygan::testing {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What scipy computed. A reference, since loops over parts of it would outlive a value.
inline const nlohmann::json& reference() {
  static const nlohmann::json parsed = nlohmann::json::parse(
      std::ifstream(LEAKYGAN_SOURCE_DIR "/tests/statistics/files/reference.json"));
  return parsed;
}

// JSON has no infinities: they are the words inf and -inf.
inline std::vector<double> numbers(const nlohmann::json& list) {
  std::vector<double> values;
  for (const auto& value : list) {
    const double infinity = value == "-inf" ? -kInfinity : kInfinity;
    values.push_back(value.is_string() ? infinity : value.get<double>());
  }
  return values;
}

inline void expect_close(double value, double expected, double relative = 1e-9) {
  EXPECT_NEAR(value, expected, relative * std::abs(expected) + 1e-300);
}

}  // namespace leakygan::testing
