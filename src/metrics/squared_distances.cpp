#include "metrics/squared_distances.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "support/signals.h"

namespace leakygan {
namespace {

constexpr std::int64_t kNumbersAtATime = std::int64_t{1} << 22;

}  // namespace

void squared_distances(
    const at::Tensor& a, const at::Tensor& b,
    const std::function<void(std::int64_t begin, const at::Tensor& distances)>& visit) {
  const at::Tensor columns = b.to(at::kDouble);
  const at::Tensor column_norms = columns.square().sum(1);
  const std::int64_t rows =
      std::clamp<std::int64_t>(kNumbersAtATime / std::max<std::int64_t>(b.size(0), 1), 1, 1024);
  for (std::int64_t begin = 0; begin < a.size(0); begin += rows) {
    throw_if_stopped("comparing images");
    const at::Tensor block = a.slice(0, begin, std::min(begin + rows, a.size(0))).to(at::kDouble);
    at::Tensor distances = at::addmm(column_norms.unsqueeze(0), block, columns.t(), 1, -2);
    visit(begin, distances.add_(block.square().sum(1, true)).clamp_min_(0));
  }
}

}  // namespace leakygan
