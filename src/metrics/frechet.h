#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace leakygan {

// Mean and covariance of features, in float64.
struct FeatureStatistics {
  std::int64_t count = 0;
  at::Tensor mean;    // [D]
  at::Tensor factor;  // [R, D], R = min(N, D): the covariance, with N - 1, is factor^T factor
};

// Of features [N, D], N at least 2.
FeatureStatistics feature_statistics(const at::Tensor& features);

// The Frechet distance of two normal distributions (Dowson and Landau 1982; of Inception features
// the FID of Heusel et al. 2017, "GANs trained by a two time-scale update rule", eq. 6):
//   |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2)).
// The trace of the root is the sum of the singular values of factor1 factor2^T. So no root of a
// matrix is taken, nothing is complex, the distance of a set to itself is 0 up to rounding, and
// fewer images than features are no special case. Never negative.
double frechet_distance(const FeatureStatistics& a, const FeatureStatistics& b);

}  // namespace leakygan
