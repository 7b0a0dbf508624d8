#include "training/sample_distance.h"

#include <torch/utils.h>

#include <algorithm>

namespace leakygan {
namespace {

constexpr std::int64_t kCompared = 64;  // 2,016 pairs; more would cost more than they tell

double mean_distance(const at::Tensor& images) {
  const at::Tensor some = images.slice(0, 0, std::min(kCompared, images.size(0)))
                              .contiguous(images.suggest_memory_format());
  // In the order of memory, whatever that is: distances do not depend on it.
  const auto flat = some.as_strided({some.size(0), some[0].numel()}, {some[0].numel(), 1});
  // About their mean, products of images that are all but equal are all but 0, not large numbers
  // whose differences are lost in rounding.
  const at::Tensor centred = flat - flat.mean(0);
  const at::Tensor products = centred.matmul(centred.t());
  const at::Tensor squares = products.diagonal();
  const at::Tensor distances =
      (squares.unsqueeze(0) + squares.unsqueeze(1) - 2 * products).clamp_min(0).sqrt();
  const auto count = static_cast<double>(some.size(0));
  return distances.fill_diagonal_(0).sum().item<double>() / (count * (count - 1));
}

}  // namespace

double distance_ratio(const at::Tensor& made, const at::Tensor& real) {
  const torch::NoGradGuard no_grad;
  const double real_distance = mean_distance(real);
  return real_distance > 0 ? mean_distance(made) / real_distance : 1;
}

}  // namespace leakygan
