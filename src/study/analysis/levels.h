#pragma once

#include <cstddef>

namespace leakygan {

inline constexpr double kLevel = 0.05;       // of all tests that are corrected together
inline constexpr double kWantedPower = 0.8;  // with which a number of seeds is said to suffice
inline constexpr std::size_t kMostSeeds = 1000;

}  // namespace leakygan
