#include <algorithm>
#include <cmath>

#include "data/check/findings.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kSliver = 0.25;  // of the range

bool is_deep(const ImageFacts& facts) {
  constexpr int kMostBits = 16;  // floats have a range of their own
  return facts.usable() && facts.bits > 8 && facts.bits <= kMostBits;
}

// The smallest 2^n - 1 that is no less.
std::int64_t full_range(double largest) {
  std::int64_t range = 1;
  while (static_cast<double>(range) < largest) range = 2 * range + 1;
  return range;
}

// Of the dark files the brightest sample is `brightest_dark`, of all files with more than 8 bits
// `largest`.
Finding dark_files(double white, double brightest_dark, double largest,
                   std::vector<std::uint32_t> images) {
  const std::string percent = number_text(std::int64_t{std::lround(100 * brightest_dark / white)});
  const std::string level = std::to_string(full_range(largest));
  // A level that suits the dark files only would turn the others white.
  const bool helps = static_cast<double>(full_range(largest)) < white;
  const std::size_t count = images.size();
  return {.key = "dark_files",
          .what = count_text(count) + (count == 1 ? " file" : " files") +
                  " with more than 8 bits would be nearly black (up to " + percent +
                  "% of the range is used)",
          .advice = helps ? "Set data.white_level: " + level + ", which makes " + level + " white."
                          : "Look whether that is meant to be so dark: other files here use the "
                            "whole range.",
          .detail = Finding::Detail::brightest,
          .images = std::move(images)};
}

bool is_odd_name(const std::string& name) { return display(name) != name; }

}  // namespace

void find_dark_files(const Evidence& evidence, Findings& findings) {
  const auto white = static_cast<double>(evidence.options.preprocessing.white_level);
  std::vector<std::uint32_t> dark;
  std::vector<std::uint32_t> bright;
  double largest_dark = 1;
  double largest = 1;
  for (const std::uint32_t number : evidence.usable) {
    const ImageFacts& facts = evidence.images.facts[number];
    if (!is_deep(facts)) continue;
    const double sample = facts.largest_sample;
    largest = std::max(largest, sample);
    if (sample > white) bright.push_back(number);
    if (sample > kSliver * white) continue;
    dark.push_back(number);
    largest_dark = std::max(largest_dark, sample);
  }
  if (!dark.empty()) {
    findings.push_back(dark_files(white, largest_dark, largest, std::move(dark)));
  }
  if (bright.empty()) return;
  const std::string count = count_text(bright.size());
  findings.push_back(
      {.key = "clipped_files",
       .what = count + (bright.size() == 1 ? " file has" : " files have") +
               " samples above data.white_level, " +
               count_text(evidence.options.preprocessing.white_level) + ", which become white",
       .advice = "Raise data.white_level to " + std::to_string(full_range(largest)) + ".",
       .detail = Finding::Detail::brightest,
       .images = std::move(bright)});
}

void find_odd_names(const Evidence& evidence, Findings& findings) {
  std::vector<std::uint32_t> odd;
  for (std::size_t file = 0; file < evidence.list.files.size(); ++file) {
    if (is_odd_name(evidence.list.files[file].name)) {
      odd.push_back(evidence.list.first_image[file]);
    }
  }
  if (odd.empty()) return;
  const std::size_t count = odd.size();
  findings.push_back(
      {.key = "odd_names",
       .what = count_text(count) + (count == 1 ? " name has" : " names have") +
               " letters that cannot be shown (\\xNN below)",
       .advice = "Read all the same, but other programs may stumble: rename where that matters.",
       .images = std::move(odd)});
}

}  // namespace leakygan
