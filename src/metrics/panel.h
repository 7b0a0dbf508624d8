#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "metrics/extract.h"

namespace leakygan {

// A set of images with their features.
struct MeasuredSet {
  ImageSet images;
  at::Tensor features;  // [N, D], in the set's order

  std::size_t count() const { return images.count(); }
  MeasuredSet part(std::size_t begin, std::size_t end) const;
};

// What is known of a number before it is computed.
struct ScoreInfo {
  std::string key;     // "frechet", as in JSON and in the configuration
  std::string title;   // "rFD", for tables
  std::string better;  // "lower", "higher", or the value of sets that are alike, "0.5"
};

struct Score {
  ScoreInfo info;
  std::optional<double> value = {};  // finite
  std::optional<double> standard_error = {};
  std::string note = {};  // why there is no value, or what belongs to it
};

// Told what is being computed, and how far it is where that is known (total is 0 where not).
using PanelProgress =
    std::function<void(const std::string& stage, std::size_t done, std::size_t total)>;

struct PanelOptions {
  std::vector<std::string> metrics = {};  // of metric_names(); none: all
  int threads = 1;
  PanelProgress progress = {};
};

// What the metrics of those names give, in the panel's order. Throws Error for an unknown name,
// with the nearest known one.
std::vector<ScoreInfo> scores_of(const std::vector<std::string>& metrics,
                                 const FeatureSpace& space);

// Measures fakes against reals of the same shape. Adding a metric: its own file, a row in panel.cpp
// and its names in config/metric_names.h. What cannot be computed of so few images has a
// note instead of a value. Throws Interrupted when a stop was asked for.
std::vector<Score> measure(const MeasuredSet& real, const MeasuredSet& fake,
                           const FeatureSpace& space, const PanelOptions& options);

}  // namespace leakygan
