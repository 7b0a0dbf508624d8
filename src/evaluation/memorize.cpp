#include "evaluation/memorize.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "metrics/memorization.h"

namespace leakygan {
namespace {

constexpr std::size_t kQueries = 1000;
constexpr std::size_t kEnough = 100;  // of each kind for a probability

// What a search needs of a set: its rows, in pixels or in features.
using RowsOf = Rows (*)(const MeasuredSet& set);

Rows pixels_of(const MeasuredSet& set) {
  return
      [&set](std::int64_t begin, std::int64_t end) { return pixel_rows(set.images, begin, end); };
}

Rows features_of(const MeasuredSet& set) {
  return [&set](std::int64_t begin, std::int64_t end) { return set.features.slice(0, begin, end); };
}

Nearest nearest_training(const MeasuredSet& queries, const MeasuredSet& training, RowsOf rows_of) {
  const auto count = static_cast<std::int64_t>(std::min(queries.count(), kQueries));
  return nearest_rows(rows_of(queries)(0, count), static_cast<std::int64_t>(training.count()),
                      rows_of(training), kNearestShown);
}

}  // namespace

Memorization memorize(const MeasuredSet& fakes, const MeasuredSet& training,
                      const std::optional<MeasuredSet>& held_out) {
  Memorization result = {.fakes = std::min(fakes.count(), kQueries), .training = training.count()};
  const auto look = [&](RowsOf rows_of, const char* name, std::optional<double>& score) {
    const Nearest nearest = nearest_training(fakes, training, rows_of);
    if (held_out && std::min(fakes.count(), held_out->count()) >= kEnough) {
      const Nearest of_held_out = nearest_training(*held_out, training, rows_of);
      score = nearer_than_held_out(nearest.distance, of_held_out.distance);
    }
    result.pictures.push_back({name, nearest_grid(fakes.images, training.images, nearest)});
  };
  look(pixels_of, "nearest-pixels.png", result.pixels);
  look(features_of, "nearest-features.png", result.features);
  return result;
}

}  // namespace leakygan
