#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace leakygan {

// Whether the fakes are spread over the clusters of the reals as the reals are.
struct Clusters {
  std::int64_t count = 0;
  // Share of the clusters whose part of the fakes differs from that of the reals by the two-sample
  // test of proportions at 5% (NDB / K of Richardson and Weiss 2018, "On GANs and GMMs").
  double different = 0;
  // Jensen-Shannon divergence of the two distributions over the clusters, in bits, 0 to 1.
  double divergence = 0;
};

// Clusters the reals, features [N, D], by k-means (k-means++ start, Arthur and Vassilvitskii 2007;
// at most 30 rounds; random numbers that never change) into one cluster for every 50 of them, 2 to
// 100, and puts each fake, [M, D], into the nearest. N at least 100. Throws Interrupted when a stop
// was asked for.
Clusters compare_clusters(const at::Tensor& real, const at::Tensor& fake);

inline constexpr std::int64_t kEnoughToCluster = 100;

}  // namespace leakygan
