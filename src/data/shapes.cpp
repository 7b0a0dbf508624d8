#include "data/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "data/new_folder.h"
#include "data/shape_picture.h"
#include "support/error.h"
#include "support/random.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::int64_t kSmallestSize = 16;
constexpr std::int64_t kLargestSize = 512;

constexpr std::array<const char*, kMostShapeClasses> kNames = {
    "circle", "square", "triangle", "star", "ring", "cross", "diamond", "heart"};

void check_options(const ShapesOptions& options) {
  const auto check_range = [](const std::string& what, std::int64_t value, std::int64_t low,
                              std::int64_t high) {
    if (value >= low && value <= high) return;
    throw Error(what + " is " + std::to_string(value) + ": it must lie in " + std::to_string(low) +
                " to " + std::to_string(high));
  };
  check_range("classes", options.classes, 1, kMostShapeClasses);
  check_range("size", options.size, kSmallestSize, kLargestSize);
  check_range("count", options.count, options.classes, 10'000'000);
  const std::size_t given = options.proportions.size();
  if (given != 0 && given != static_cast<std::size_t>(options.classes)) {
    throw Error(std::to_string(given) + " proportions for " + std::to_string(options.classes) +
                " classes: give one for each class");
  }
  for (const double value : options.proportions) {
    if (!(value > 0.0) || !std::isfinite(value)) {
      throw Error("a proportion is " + std::to_string(value) + ": each must be positive");
    }
  }
}

// What picture number `index` of the data set is.
struct ShapePlace {
  std::size_t kind;
  std::int64_t number;  // within its class
};

ShapePlace place_of(std::int64_t index, const std::vector<std::int64_t>& counts) {
  std::size_t kind = 0;
  while (index >= counts[kind]) index -= counts[kind++];
  return {kind, index};
}

std::string file_name(std::int64_t number) {
  constexpr std::size_t kDigits = 5;
  const std::string digits = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits + ".png";
}

std::string description(const ShapesOptions& options, const std::vector<std::int64_t>& counts) {
  const nlohmann::ordered_json json = {{"classes", shape_names(options.classes)},
                                       {"counts", counts},
                                       {"count", options.count},
                                       {"size", options.size},
                                       {"seed", options.seed}};
  return json.dump(2) + "\n";
}

}  // namespace

std::vector<std::string> shape_names(std::int64_t classes) {
  return {kNames.begin(), kNames.begin() + classes};
}

std::vector<std::int64_t> shape_counts(const ShapesOptions& options) {
  check_options(options);
  std::vector<double> parts = options.proportions;
  if (parts.empty()) parts.assign(static_cast<std::size_t>(options.classes), 1.0);
  // Divided by the largest first: the sum of huge numbers would be infinite.
  const double largest = *std::max_element(parts.begin(), parts.end());
  for (double& part : parts) part /= largest;
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  std::vector<std::int64_t> counts;
  for (double& part : parts) {
    part = part / sum * static_cast<double>(options.count);
    counts.push_back(static_cast<std::int64_t>(part));
  }
  const auto remainder = [&](std::size_t i) { return parts[i] - std::floor(parts[i]); };
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder(a) > remainder(b); });
  std::int64_t left =
      options.count - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  for (std::size_t i = 0; left > 0; --left) ++counts[order[i++ % order.size()]];
  const auto none = std::find(counts.begin(), counts.end(), 0);
  if (none != counts.end()) {
    throw Error("no image is left for class " +
                std::string(kNames[static_cast<std::size_t>(none - counts.begin())]) +
                ": raise count or its proportion");
  }
  return counts;
}

void write_shapes(const fs::path& folder, const ShapesOptions& options, int threads,
                  const Progress& progress) {
  const std::vector<std::int64_t> counts = shape_counts(options);
  const std::vector<std::string> names = shape_names(options.classes);
  NewFolder made(folder);
  for (const std::string& name : names) make_folder(made.path() / name);
  const auto write_one = [&](std::size_t index) {
    const ShapePlace place = place_of(static_cast<std::int64_t>(index), counts);
    const std::string png =
        shape_picture(place.kind, options.size, stream_seed(options.seed, "shapes", index));
    made.write(fs::path(names[place.kind]) / file_name(place.number), png);
  };
  parallel_for(static_cast<std::size_t>(options.count), threads, "writing the shapes", write_one,
               progress);
  made.write("shapes.json", description(options, counts));
  made.finish();
}

}  // namespace leakygan
