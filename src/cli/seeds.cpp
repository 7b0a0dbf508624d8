#include "cli/seeds.h"

#include <algorithm>
#include <charconv>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostSeeds = 10'000'000;

[[noreturn]] void fail(const std::string& part, const std::string& what) {
  throw UsageError("--seeds: '" + part + "' " + what + "; they are given as in 1-16 or 3,7,20-22");
}

std::uint32_t parse_seed(std::string_view digits, const std::string& part) {
  std::uint32_t seed = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, code] = std::from_chars(digits.data(), end, seed);
  if (code == std::errc::result_out_of_range) fail(part, "has a seed above 4294967295");
  if (digits.empty() || stop != end || code != std::errc()) fail(part, "is no seed and no range");
  return seed;
}

void add_part(const std::string& part, std::vector<std::uint32_t>& seeds) {
  const auto dash = part.find('-');
  const std::string_view text = part;
  const std::uint32_t first = parse_seed(text.substr(0, dash), part);
  const std::uint32_t last =
      dash == std::string::npos ? first : parse_seed(text.substr(dash + 1), part);
  if (last < first) fail(part, "ends before it begins");
  if (last - first >= kMostSeeds - seeds.size()) fail(part, "makes more than 10,000,000 pictures");
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    seeds.push_back(static_cast<std::uint32_t>(seed));
  }
}

}  // namespace

std::vector<std::uint32_t> parse_seeds(const std::string& text) {
  std::vector<std::uint32_t> seeds;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    add_part(text.substr(begin, end - begin), seeds);
    begin = end + 1;
  }
  auto sorted = seeds;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) fail(text, "has " + std::to_string(*twice) + " twice");
  return seeds;
}

}  // namespace leakygan
