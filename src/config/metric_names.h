#pragma once

#include <string>
#include <vector>

namespace leakygan {

// Every metric of metrics/panel.h, and every score that they give, by the names that they have in a
// configuration and in JSON.
inline std::vector<std::string> metric_names() {
  return {"frechet", "kernel", "neighbours", "sliced_wasserstein", "clusters", "duplicates"};
}

inline std::vector<std::string> score_names() {
  return {"frechet",
          "kernel",
          "precision",
          "recall",
          "density",
          "coverage",
          "nearest_neighbour_accuracy",
          "near_duplicates",
          "sliced_wasserstein",
          "clusters_different",
          "cluster_divergence",
          "duplicates"};
}

}  // namespace leakygan
