#include "data/check/overview.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace leakygan {
namespace {

template <typename Value>
std::vector<Counted<Value>> by_frequency(const std::map<Value, std::size_t>& counts) {
  std::vector<Counted<Value>> order;
  order.reserve(counts.size());
  for (const auto& [value, count] : counts) order.push_back({value, count});
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return order;
}

std::uint64_t area(const PixelSize& size) { return std::uint64_t{size.width} * size.height; }

bool is_smaller(const PixelSize& a, const PixelSize& b) {
  return std::pair(area(a), a.width) < std::pair(area(b), b.width);
}

void add_sizes(std::vector<PixelSize> sizes, Overview& overview) {
  std::sort(sizes.begin(), sizes.end(), is_smaller);
  overview.smallest = sizes.front();
  overview.median = sizes[sizes.size() / 2];
  overview.largest = sizes.back();
  for (const PixelSize& size : sizes) {
    const bool another = overview.sizes.empty() || overview.sizes.back().value != size;
    if (another) overview.sizes.push_back({size, 0});
    ++overview.sizes.back().count;
  }
  std::stable_sort(overview.sizes.begin(), overview.sizes.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
}

std::string channels_text(std::uint8_t channels) {
  constexpr std::array kNames = {"grey", "grey and alpha", "colour", "colour and alpha"};
  return kNames[std::clamp<std::size_t>(channels, 1, kNames.size()) - 1];
}

}  // namespace

std::vector<std::uint32_t> usable_images(const CheckedImages& images) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < images.facts.size(); ++i) {
    if (images.facts[i].usable()) numbers.push_back(static_cast<std::uint32_t>(i));
  }
  return numbers;
}

Overview overview_of(const CheckedImages& images, const Classes& classes) {
  Overview overview;
  std::map<std::string, std::size_t> formats;
  std::map<std::string, std::size_t> channels;
  std::map<int, std::size_t> bits;
  std::vector<PixelSize> sizes;
  std::vector<double> aspects;
  for (const ImageFacts& facts : images.facts) {
    if (!facts.usable()) continue;
    ++formats[std::string(container_name(facts.container))];
    ++channels[channels_text(facts.channels)];
    ++bits[facts.bits];
    sizes.push_back({facts.width, facts.height});
    aspects.push_back(static_cast<double>(facts.width) / facts.height);
  }
  overview.usable = sizes.size();
  overview.formats = by_frequency(formats);
  overview.channels = by_frequency(channels);
  overview.bits = by_frequency(bits);
  for (const std::string& name : classes.names) overview.classes.push_back({name, 0});
  for (const std::uint32_t index : classes.of_image) {
    if (index != Classes::kNone) ++overview.classes[index].count;
  }
  if (sizes.empty()) return overview;
  add_sizes(std::move(sizes), overview);
  const auto middle = aspects.begin() + static_cast<std::ptrdiff_t>(aspects.size() / 2);
  std::nth_element(aspects.begin(), middle, aspects.end());
  overview.median_aspect = *middle;
  return overview;
}

}  // namespace leakygan
