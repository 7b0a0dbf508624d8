#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leakygan {

// The seeds of "1-16", "7" or "1-4,9,20-22", in that order. Throws UsageError for anything else, a
// seed that is above 4294967295 or given twice, and more than ten million of them.
std::vector<std::uint32_t> parse_seeds(const std::string& text);

}  // namespace leakygan
