#include "metrics/kernel_distance.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

using Row = std::optional<std::int64_t>;  // that is left out

double kernel(const at::Tensor& x, const at::Tensor& y) {
  return std::pow(x.dot(y).item<double>() / static_cast<double>(x.numel()) + 1, 3);
}

// The mean kernel of all pairs of different rows, or of all pairs of rows of two sets.
double mean_kernel(const at::Tensor& a, const at::Tensor& b, bool same, Row not_a, Row not_b) {
  double sum = 0;
  double pairs = 0;
  for (std::int64_t i = 0; i < a.size(0); ++i) {
    for (std::int64_t j = 0; j < b.size(0); ++j) {
      if ((same && i == j) || not_a == i || not_b == j) continue;
      sum += kernel(a[i], b[j]);
      ++pairs;
    }
  }
  return sum / pairs;
}

double by_loops(const at::Tensor& real, const at::Tensor& fake, Row not_real, Row not_fake) {
  return mean_kernel(real, real, true, not_real, not_real) +
         mean_kernel(fake, fake, true, not_fake, not_fake) -
         2 * mean_kernel(real, fake, false, not_real, not_fake);
}

double jackknife_variance(const std::vector<double>& values) {
  const at::Tensor all = at::tensor(values, at::kDouble);
  const auto n = static_cast<double>(values.size());
  return (n - 1) * all.var(0, false).item<double>();
}

TEST(KernelDistance, AndItsErrorAreWhatLoopsOverAllPairsGive) {
  const at::Tensor real = normals(7, 3, 1);
  const at::Tensor fake = normals(5, 3, 2) + 0.7;
  std::vector<double> without_real;
  std::vector<double> without_fake;
  for (std::int64_t i = 0; i < 7; ++i) without_real.push_back(by_loops(real, fake, i, {}));
  for (std::int64_t i = 0; i < 5; ++i) without_fake.push_back(by_loops(real, fake, {}, i));
  const KernelDistance distance = kernel_distance(real, fake);
  EXPECT_NEAR(distance.value, by_loops(real, fake, {}, {}), 1e-12);
  EXPECT_NEAR(distance.standard_error,
              std::sqrt(jackknife_variance(without_real) + jackknife_variance(without_fake)),
              1e-12);
}

TEST(KernelDistance, IsWhatScikitLearnsKernelGives) {
  const at::Tensor real = at::mm(normals(40, 12, 1), normals(12, 12, 2));
  const at::Tensor fake = at::mm(normals(50, 12, 3), normals(12, 12, 4)) + 0.5;
  const auto expected = reference().at("kernel").get<double>();
  EXPECT_NEAR(kernel_distance(real, fake).value, expected, 1e-10 * expected);
}

// 512 rows are taken at a time.
TEST(KernelDistance, CountsEveryPairOnceHoweverManyImages) {
  const at::Tensor real = normals(1030, 8, 1).to(at::kFloat);
  const at::Tensor fake = (normals(600, 8, 2) * 1.2).to(at::kFloat);
  const auto kernels = [](const at::Tensor& a, const at::Tensor& b) {
    return (at::mm(a.to(at::kDouble), b.to(at::kDouble).t()) / 8 + 1).pow(3);
  };
  const auto others = [&](const at::Tensor& a) {
    const at::Tensor all = kernels(a, a);
    return (all.sum() - all.trace()) / (a.size(0) * (a.size(0) - 1));
  };
  const at::Tensor expected = others(real) + others(fake) - 2 * kernels(real, fake).mean();
  EXPECT_NEAR(kernel_distance(real, fake).value, expected.item<double>(), 1e-12);
}

// Over draws of both sets anew: the mean and deviation of the values, and the mean of the errors.
struct Draws {
  double mean, deviation, error, least;
};

Draws draw(double shift) {
  constexpr std::uint64_t kDraws = 400;
  std::vector<double> values;
  std::vector<double> variances;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const auto distance =
        kernel_distance(normals(60, 4, 2 * i + 1000), normals(50, 4, 2 * i + 1001) + shift);
    values.push_back(distance.value);
    variances.push_back(distance.standard_error * distance.standard_error);
  }
  const at::Tensor all = at::tensor(values, at::kDouble);
  return {all.mean().item<double>(), all.std().item<double>(),
          std::sqrt(at::tensor(variances, at::kDouble).mean().item<double>()),
          all.min().item<double>()};
}

TEST(KernelDistance, OfEqualDistributionsIsZeroOnTheMeanAndSometimesNegative) {
  const Draws draws = draw(0);
  EXPECT_LT(draws.least, 0);
  EXPECT_NEAR(draws.mean, 0, 3 * draws.deviation / 20);
  // A jackknife of a U-statistic errs upwards, here by the root of 2 (Efron and Stein 1981).
  EXPECT_NEAR(draws.error / draws.deviation, std::sqrt(2.0), 0.35);
}

TEST(KernelDistance, HasTheErrorThatDrawsShow) {
  const Draws draws = draw(0.5);
  EXPECT_NEAR(draws.error / draws.deviation, 1, 0.25);
}

}  // namespace
}  // namespace leakygan::testing
