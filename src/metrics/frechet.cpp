#include "metrics/frechet.h"

#include <ATen/ATen.h>

#include <cmath>

namespace leakygan {
namespace {

constexpr std::int64_t kRowsInDouble = 8192;  // that are turned to float64 at a time

}  // namespace

FeatureStatistics feature_statistics(const at::Tensor& features) {
  const std::int64_t count = features.size(0);
  const at::Tensor mean = features.mean(0, false, at::kDouble);
  at::Tensor factor;
  for (const at::Tensor& part : features.split(kRowsInDouble)) {
    const at::Tensor centred =
        (part.to(at::kDouble) - mean) / std::sqrt(static_cast<double>(count - 1));
    const at::Tensor rows = factor.defined() ? at::cat({factor, centred}) : centred;
    factor = std::get<1>(at::linalg_qr(rows, "r"));
  }
  return {count, mean, factor};
}

double frechet_distance(const FeatureStatistics& a, const FeatureStatistics& b) {
  const at::Tensor means = (a.mean - b.mean).square().sum();
  const at::Tensor traces = a.factor.square().sum() + b.factor.square().sum();
  const at::Tensor roots = at::linalg_svdvals(at::mm(a.factor, b.factor.t())).sum();
  const auto distance = (means + traces - 2.0 * roots).item<double>();
  return distance < 0 ? 0 : distance;  // rounding; what is not a number stays so
}

}  // namespace leakygan
