#include "metrics/clusters.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "metrics/squared_distances.h"
#include "support/random.h"

namespace leakygan {
namespace {

constexpr std::int64_t kImagesPerCluster = 50;
constexpr std::int64_t kMostClusters = 100;
constexpr int kRounds = 30;
constexpr double kTwoSided5Percent = 1.959964;

// Nearest centre of each row, and the squared distance to it.
struct Assigned {
  at::Tensor centre;
  at::Tensor distance;
};

Assigned assign(const at::Tensor& features, const at::Tensor& centres) {
  std::vector<at::Tensor> indices;
  std::vector<at::Tensor> distances;
  squared_distances(features, centres, [&](std::int64_t, const at::Tensor& block) {
    const auto [distance, index] = block.min(1);
    indices.push_back(index);
    distances.push_back(distance);
  });
  return {at::cat(indices), at::cat(distances)};
}

// A row drawn with probability in proportion to `weights`.
std::int64_t draw(const at::Tensor& weights, SplitMix64& random) {
  const at::Tensor sums = weights.cumsum(0);
  const double place = random.uniform(0, 1) * sums[-1].item<double>();
  const auto index = at::searchsorted(sums, place, false, true).item<std::int64_t>();
  return std::min(index, weights.size(0) - 1);
}

at::Tensor first_centres(const at::Tensor& features, std::int64_t count) {
  SplitMix64 random(stream_seed(1, "clusters"));
  at::Tensor weights = at::ones({features.size(0)}, at::kDouble);
  std::vector<at::Tensor> centres;
  for (std::int64_t k = 0; k < count; ++k) {
    const std::int64_t row = draw(weights, random);
    centres.push_back(features.slice(0, row, row + 1));
    const at::Tensor distance = assign(features, centres.back()).distance;
    weights = k == 0 ? distance : at::minimum(weights, distance);
  }
  return at::cat(centres);
}

// The mean of each cluster's rows; a cluster without any keeps its centre.
at::Tensor means_of(const at::Tensor& features, const at::Tensor& assigned,
                    const at::Tensor& centres) {
  const at::Tensor sizes = at::bincount(assigned, {}, centres.size(0)).unsqueeze(1);
  const at::Tensor sums = at::zeros_like(centres).index_add_(0, assigned, features);
  return at::where(sizes > 0, sums / sizes.clamp_min(1), centres);
}

at::Tensor k_means(const at::Tensor& features, std::int64_t count) {
  at::Tensor centres = first_centres(features, count);
  at::Tensor last;
  for (int round = 0; round < kRounds; ++round) {
    const at::Tensor assigned = assign(features, centres).centre;
    if (last.defined() && assigned.equal(last)) break;
    centres = means_of(features, assigned, centres);
    last = assigned;
  }
  return centres;
}

double bits(double p, double mean) { return p > 0 ? p * std::log2(p / mean) : 0; }

}  // namespace

Clusters compare_clusters(const at::Tensor& real, const at::Tensor& fake) {
  const std::int64_t count =
      std::clamp<std::int64_t>(real.size(0) / kImagesPerCluster, 2, kMostClusters);
  const at::Tensor reals = real.to(at::kDouble);
  const at::Tensor centres = k_means(reals, count);
  const auto sizes = [&](const at::Tensor& features) {
    return at::bincount(assign(features, centres).centre, {}, count);
  };
  const at::Tensor real_sizes = sizes(reals);
  const at::Tensor fake_sizes = sizes(fake);
  const auto n = static_cast<double>(real.size(0));
  const auto m = static_cast<double>(fake.size(0));
  Clusters result = {.count = count};
  for (std::int64_t k = 0; k < count; ++k) {
    const double p = real_sizes[k].item<double>() / n;
    const double q = fake_sizes[k].item<double>() / m;
    const double pooled = (p * n + q * m) / (n + m);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    if (error > 0 && std::abs(p - q) / error > kTwoSided5Percent) {
      result.different += 1.0 / static_cast<double>(count);
    }
    result.divergence += (bits(p, (p + q) / 2) + bits(q, (p + q) / 2)) / 2;
  }
  result.divergence = std::max(result.divergence, 0.0);
  return result;
}

}  // namespace leakygan
