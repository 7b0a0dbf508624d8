#pragma once

#include <string>
#include <vector>

namespace leakygan {

// A metric of metrics/panel.h and the scores that it gives, by the names that they have in a
// configuration and in JSON.
struct MetricNames {
  std::string metric;
  std::vector<std::string> scores;
};

inline const std::vector<MetricNames>& metric_table() {
  static const std::vector<MetricNames> table = {
      {"frechet", {"frechet"}},
      {"kernel", {"kernel"}},
      {"neighbours",
       {"precision", "recall", "density", "coverage", "nearest_neighbour_accuracy",
        "near_duplicates"}},
      {"sliced_wasserstein", {"sliced_wasserstein"}},
      {"clusters", {"clusters_different", "cluster_divergence"}},
      {"duplicates", {"duplicates"}},
  };
  return table;
}

inline std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (const auto& row : metric_table()) names.push_back(row.metric);
  return names;
}

inline std::vector<std::string> score_names() {
  std::vector<std::string> names;
  for (const auto& row : metric_table()) {
    names.insert(names.end(), row.scores.begin(), row.scores.end());
  }
  return names;
}

// Of one of metric_names().
inline const std::vector<std::string>& scores_of_metric(const std::string& metric) {
  for (const auto& row : metric_table()) {
    if (row.metric == metric) return row.scores;
  }
  return metric_table().front().scores;
}

// The metric that gives a score; empty when none does.
inline std::string metric_of(const std::string& score) {
  for (const auto& row : metric_table()) {
    for (const auto& name : row.scores) {
      if (name == score) return row.metric;
    }
  }
  return {};
}

}  // namespace leakygan
