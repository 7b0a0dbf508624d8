#include "metrics/panel.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "config/metric_names.h"
#include "metrics/clusters.h"
#include "metrics/frechet.h"
#include "metrics/kernel_distance.h"
#include "metrics/neighbours.h"
#include "metrics/sliced_wasserstein.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::int64_t kNeighbour = 5;

// What a metric is given.
struct Pair {
  const MeasuredSet& real;
  const MeasuredSet& fake;
  int threads;
  Progress progress;
};

struct Metric {
  std::string name;
  std::string stage;  // what it does, for the status line
  std::size_t least;  // images of each set that it needs
  std::vector<ScoreInfo> scores;
  std::vector<Score> (*measure)(const Pair& pair);  // without their infos
};

std::vector<Score> measure_frechet(const Pair& pair) {
  const double value = frechet_distance(feature_statistics(pair.real.features),
                                        feature_statistics(pair.fake.features));
  Score score = {.info = {}, .value = value};
  const auto dimension = static_cast<std::size_t>(pair.real.features.size(1));
  if (std::min(pair.real.count(), pair.fake.count()) <= dimension) {
    score.note = "fewer images than features: far too high, compare at equal numbers only";
  }
  return {score};
}

std::vector<Score> measure_kernel(const Pair& pair) {
  const auto distance = kernel_distance(pair.real.features, pair.fake.features);
  return {{.info = {}, .value = distance.value, .standard_error = distance.standard_error}};
}

std::vector<Score> measure_neighbours(const Pair& pair) {
  const Neighbours n = neighbours(pair.real.features, pair.fake.features, kNeighbour);
  Score near = {.info = {}, .value = n.near_duplicates};
  if (!near.value) near.note = "not computed: needs 100 real images";
  return {{.info = {}, .value = n.precision},
          {.info = {}, .value = n.recall},
          {.info = {}, .value = n.density},
          {.info = {}, .value = n.coverage},
          {.info = {}, .value = n.nearest_neighbour_accuracy},
          near};
}

std::vector<Score> measure_patches(const Pair& pair) {
  const ImageShape& shape = pair.real.images.shape();
  if (std::min(shape.height, shape.width) < kPatchSide) {
    return {{.info = {}, .note = "not computed: needs images of 7 x 7 pixels"}};
  }
  const auto distance =
      sliced_wasserstein(pair.real.images, pair.fake.images, pair.threads, pair.progress);
  Score score = {.info = {}, .value = distance.mean};
  for (std::size_t level = 0; level < distance.shapes.size(); ++level) {
    const ImageShape& size = distance.shapes[level];
    score.note += (level == 0 ? "at " : ", ") + std::to_string(size.width) + "x" +
                  std::to_string(size.height) + ": " + short_number(distance.distances[level]);
  }
  return {score};
}

std::vector<Score> measure_clusters(const Pair& pair) {
  const Clusters clusters = compare_clusters(pair.real.features, pair.fake.features);
  const std::string note = std::to_string(clusters.count) + " clusters";
  return {{.info = {}, .value = clusters.different, .note = note},
          {.info = {}, .value = clusters.divergence, .note = note}};
}

std::vector<Score> measure_duplicates(const Pair& pair) {
  const ImageSet& images = pair.fake.images;
  std::size_t repeated = 0;
  for (std::size_t i = 1; i < images.count(); ++i) {
    if (images.hash(i) == images.hash(i - 1)) ++repeated;
  }
  return {
      {.info = {}, .value = static_cast<double>(repeated) / static_cast<double>(images.count())}};
}

std::vector<Metric> metrics(const FeatureSpace& space) {
  const auto least_neighbours = static_cast<std::size_t>(kNeighbour) + 1;
  return {
      {"frechet",
       "Frechet distance",
       2,
       {{"frechet", space.frechet_name(), "lower"}},
       measure_frechet},
      {"kernel", "kernel distance", 3, {{"kernel", space.kernel_name(), "lower"}}, measure_kernel},
      {"neighbours",
       "nearest neighbours",
       least_neighbours,
       {{"precision", "precision", "higher"},
        {"recall", "recall", "higher"},
        {"density", "density", "higher"},
        {"coverage", "coverage", "higher"},
        {"nearest_neighbour_accuracy", "1-NN accuracy", "0.5"},
        {"near_duplicates", "near-duplicates", "0.01"}},
       measure_neighbours},
      {"sliced_wasserstein",
       "sliced Wasserstein distance",
       1,
       {{"sliced_wasserstein", "sliced Wasserstein", "lower"}},
       measure_patches},
      {"clusters",
       "clusters",
       static_cast<std::size_t>(kEnoughToCluster),
       {{"clusters_different", "NDB / K", "lower"}, {"cluster_divergence", "JS", "lower"}},
       measure_clusters},
      {"duplicates", "duplicates", 1, {{"duplicates", "duplicates", "lower"}}, measure_duplicates},
  };
}

// The metric that somebody who writes `name` is likely to mean; empty when none is near.
std::string meant_by(const std::string& name) {
  static const std::map<std::string, std::string> symbols = {{"fid", "frechet"}, {"fd", "frechet"},
                                                             {"rfd", "frechet"}, {"kid", "kernel"},
                                                             {"kd", "kernel"},   {"rkd", "kernel"}};
  if (const auto symbol = symbols.find(name); symbol != symbols.end()) return symbol->second;
  const std::string metric = metric_of(name);
  return metric.empty() ? nearest(name, metric_names()) : metric;
}

// Those that are named, in the table's order; all when none is.
std::vector<Metric> chosen(const std::vector<std::string>& names, const FeatureSpace& space) {
  const auto known = metric_names();
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string meant = meant_by(name);
    throw Error(
        "there is no metric '" + name + "'" +
        (meant.empty() ? ": there are " + join(known, ", ") : ": did you mean " + meant + "?"));
  }
  std::vector<Metric> rows = metrics(space);
  if (names.empty()) return rows;
  std::erase_if(rows, [&](const Metric& row) {
    return std::find(names.begin(), names.end(), row.name) == names.end();
  });
  return rows;
}

std::vector<Score> not_computed(const Metric& metric, std::size_t images) {
  const std::string note = "not computed: " + std::to_string(images) +
                           (images == 1 ? " image, it needs " : " images, it needs ") +
                           std::to_string(metric.least) + " of each kind";
  return std::vector<Score>(metric.scores.size(), Score{.info = {}, .note = note});
}

// No number that is none reaches a table or a ranking.
void check(Score& score) {
  if (std::isfinite(score.value.value_or(0)) && std::isfinite(score.standard_error.value_or(0))) {
    return;
  }
  score.value.reset();
  score.standard_error.reset();
  score.note = "not computed: the features are too large for float64";
}

}  // namespace

MeasuredSet MeasuredSet::part(std::size_t begin, std::size_t end) const {
  return {images.part(begin, end),
          features.slice(0, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end))};
}

std::vector<ScoreInfo> scores_of(const std::vector<std::string>& names, const FeatureSpace& space) {
  std::vector<ScoreInfo> infos;
  for (const Metric& metric : chosen(names, space)) {
    infos.insert(infos.end(), metric.scores.begin(), metric.scores.end());
  }
  return infos;
}

std::vector<Score> measure(const MeasuredSet& real, const MeasuredSet& fake,
                           const FeatureSpace& space, const PanelOptions& options) {
  std::vector<Score> all;
  const std::size_t fewest = std::min(real.count(), fake.count());
  for (const Metric& metric : chosen(options.metrics, space)) {
    const Progress progress = [&](std::size_t done, std::size_t total) {
      if (options.progress) options.progress(metric.stage, done, total);
    };
    progress(0, 0);
    auto scores = fewest < metric.least ? not_computed(metric, fewest)
                                        : metric.measure({real, fake, options.threads, progress});
    for (std::size_t i = 0; i < scores.size(); ++i) {
      scores[i].info = metric.scores[i];
      check(scores[i]);
      all.push_back(std::move(scores[i]));
    }
  }
  return all;
}

}  // namespace leakygan
