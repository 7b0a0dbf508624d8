#include <algorithm>
#include <utility>

#include "data/check/findings.h"

namespace leakygan {
namespace {

// Images besides the first of each group.
std::size_t surplus(const Groups& groups) {
  std::size_t count = 0;
  for (const auto& group : groups) count += group.size() - 1;
  return count;
}

// Groups of one content; `first` becomes the first image of every content.
Groups same_content(const Evidence& evidence, std::vector<std::uint32_t>& first) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(evidence.usable.size());
  for (const std::uint32_t number : evidence.usable) {
    order.emplace_back(evidence.images.inventory.images[number].content_hash, number);
  }
  std::sort(order.begin(), order.end());
  Groups groups;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || order[i].first != order[i - 1].first) {
      first.push_back(order[i].second);
    } else if (i == 1 || order[i - 1].first != order[i - 2].first) {
      groups.push_back({order[i - 1].second, order[i].second});
    } else {
      groups.back().push_back(order[i].second);
    }
  }
  std::sort(groups.begin(), groups.end());
  std::sort(first.begin(), first.end());
  return groups;
}

// Among `numbers`, of which those that are blank look alike without being so.
Groups alike(const Evidence& evidence, std::vector<std::uint32_t> numbers) {
  const auto& facts = evidence.images.facts;
  std::erase_if(numbers, [&](std::uint32_t number) { return is_blank(facts[number].appearance); });
  std::vector<Appearance> appearances;
  appearances.reserve(numbers.size());
  for (const std::uint32_t number : numbers) appearances.push_back(facts[number].appearance);
  Groups groups = near_duplicates(appearances);
  for (auto& group : groups) {
    for (std::uint32_t& number : group) number = numbers[number];
  }
  return groups;
}

}  // namespace

void find_copies(const Evidence& evidence, Findings& findings) {
  std::vector<std::uint32_t> first;
  Groups same = same_content(evidence, first);
  if (const std::size_t count = surplus(same); count > 0) {
    findings.push_back({.key = "duplicates",
                        .what = images_are(count) + " an exact copy of another",
                        .advice = "Copies are learnt by heart first: keep one of each.",
                        .groups = std::move(same)});
  }
  Groups near = alike(evidence, std::move(first));
  if (const std::size_t count = surplus(near); count > 0) {
    findings.push_back({.key = "near_duplicates",
                        .what = images_text(count) + (count == 1 ? " looks" : " look") +
                                " the same as another (resized, saved again, a series)",
                        .advice = "Look at them, and keep one of each where they are the same.",
                        .groups = std::move(near)});
  }
}

}  // namespace leakygan
