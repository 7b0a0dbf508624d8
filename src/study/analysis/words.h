#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "statistics/summary.h"

namespace leakygan {

// "1 seed", "8 seeds".
std::string counted(std::size_t count, const std::string& noun);

// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& names);

// Three significant digits: "+1.2", "-0.034", "0".
std::string signed_text(double value);

// "-4.9 to +1.3".
std::string interval_text(const Interval& interval);

// "p = 0.0123", "p < 0.0001".
std::string p_text(double p);

// "5%".
std::string percent_text(double share);

}  // namespace leakygan
