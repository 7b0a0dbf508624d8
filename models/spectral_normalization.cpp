#include "models/spectral_normalization.h"

#include <torch/utils.h>

#include <cmath>

namespace leakygan {
namespace {

constexpr double kSmallestNorm = 1e-12;

at::Tensor unit(const at::Tensor& x) { return x / x.norm().clamp_min(kSmallestNorm); }

// [outputs, everything else]; the order of the columns does not matter to singular values, so they
// are taken as they lie in channels-last memory.
at::Tensor as_matrix(const at::Tensor& weight, std::int64_t output_dimension) {
  if (weight.dim() == 2) return weight;
  const at::Tensor last = weight.permute({0, 2, 3, 1});
  if (output_dimension == 0) return last.reshape({weight.size(0), -1});
  return last.reshape({-1, weight.size(1)}).t();
}

}  // namespace

SpectralNormalizationImpl::SpectralNormalizationImpl(std::int64_t outputs,
                                                     std::int64_t output_dimension, double norm)
    : output_dimension_(output_dimension),
      norm_(norm),
      u_(register_buffer("u", at::full({outputs}, 1 / std::sqrt(static_cast<double>(outputs))))) {}

at::Tensor SpectralNormalizationImpl::forward(const at::Tensor& weight) {
  const at::Tensor matrix = as_matrix(weight, output_dimension_);
  at::Tensor u;
  at::Tensor v;
  {
    const torch::NoGradGuard no_grad;
    u = unit(u_);  // an average of such vectors is shorter
    v = unit(at::mv(matrix.t(), u));
    if (is_training()) {
      u = unit(at::mv(matrix, v));
      u_.copy_(u);  // the graph keeps its own
    }
  }
  return weight * (norm_ / at::dot(u, at::mv(matrix, v)));
}

}  // namespace leakygan
