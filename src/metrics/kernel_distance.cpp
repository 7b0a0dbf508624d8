#include "metrics/kernel_distance.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "support/signals.h"

namespace leakygan {
namespace {

constexpr std::int64_t kBlock = 512;

// The kernels of all rows of `a` with all of `b`, added up.
struct Sums {
  at::Tensor of_rows;     // [N], over `b`
  at::Tensor of_columns;  // [M], over `a`
};

Sums kernel_sums(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor columns = b.to(at::kDouble).t();
  const auto dimension = static_cast<double>(a.size(1));
  std::vector<at::Tensor> of_rows;
  at::Tensor of_columns = at::zeros({b.size(0)}, at::kDouble);
  for (const at::Tensor& part : a.split(kBlock)) {
    throw_if_stopped("comparing images");
    const at::Tensor kernels =
        at::mm(part.to(at::kDouble), columns).div_(dimension).add_(1).pow_(3);
    of_rows.push_back(kernels.sum(1));
    of_columns += kernels.sum(0);
  }
  return {at::cat(of_rows), of_columns};
}

// For each row, the sum of its kernels with the others.
at::Tensor sums_within(const at::Tensor& a) {
  const auto dimension = static_cast<double>(a.size(1));
  const at::Tensor own = (a.to(at::kDouble).square().sum(1) / dimension + 1).pow(3);
  return kernel_sums(a, a).of_rows - own;
}

// (n - 1) / n times the sum of squared deviations of the estimates that leave one image out.
double jackknife_variance(const at::Tensor& estimates) {
  const auto n = static_cast<double>(estimates.size(0));
  return (n - 1) / n * (estimates - estimates.mean()).square().sum().item<double>();
}

}  // namespace

KernelDistance kernel_distance(const at::Tensor& real, const at::Tensor& fake) {
  const at::Tensor within_real = sums_within(real);
  const at::Tensor within_fake = sums_within(fake);
  const auto [across_real, across_fake] = kernel_sums(real, fake);
  const auto n = static_cast<double>(real.size(0));
  const auto m = static_cast<double>(fake.size(0));
  const at::Tensor rr = within_real.sum() / (n * (n - 1));
  const at::Tensor ff = within_fake.sum() / (m * (m - 1));
  const at::Tensor rf = across_real.sum();
  const at::Tensor without_real = (within_real.sum() - 2 * within_real) / ((n - 1) * (n - 2)) + ff -
                                  2 * (rf - across_real) / ((n - 1) * m);
  const at::Tensor without_fake = (within_fake.sum() - 2 * within_fake) / ((m - 1) * (m - 2)) + rr -
                                  2 * (rf - across_fake) / (n * (m - 1));
  return {(rr + ff - 2 * rf / (n * m)).item<double>(),
          std::sqrt(jackknife_variance(without_real) + jackknife_variance(without_fake))};
}

}  // namespace leakygan
