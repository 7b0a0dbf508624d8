#include <gtest/gtest.h>
#include <torch/autograd.h>

#include <functional>

#include "tests/training/augment_test.h"

namespace leakygan {
namespace {

using testing::drawn_for;
using testing::images;
using testing::kAll;
using testing::largest;
using testing::rows;

using Scalar = std::function<at::Tensor(const at::Tensor&)>;

// d f / d x by central differences.
at::Tensor by_differences(const Scalar& f, const at::Tensor& x) {
  constexpr double kStep = 1e-5;
  const at::Tensor at_x = x.detach().clone(at::MemoryFormat::Contiguous);
  at::Tensor result = torch::empty_like(at_x);
  auto* value = at_x.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < at_x.numel(); ++i) {
    const double before = value[i];
    value[i] = before + kStep;
    const double above = f(at_x).item<double>();
    value[i] = before - kStep;
    const double below = f(at_x).item<double>();
    value[i] = before;
    result.mutable_data_ptr<double>()[i] = (above - below) / (2 * kStep);
  }
  return result;
}

at::Tensor gradient(const at::Tensor& y, const at::Tensor& x) {
  return torch::autograd::grad({y}, {x}, {}, true, true)[0];
}

TEST(Augment, ComposedOfOperatorsIsTheSameWithItsGradients) {
  torch::manual_seed(3);
  for (const AugmentOptions& options :
       {kAll, AugmentOptions{.color = true}, AugmentOptions{.translation = true},
        AugmentOptions{.cutout = true}}) {
    for (const std::int64_t channels : {1, 3, 4}) {
      const auto x = images({9, channels, 17, 23}, at::kFloat).requires_grad_();
      const auto same = x.detach().clone().requires_grad_();
      const auto amounts = drawn_for(x, options);
      const auto weights = torch::randn_like(x);
      const auto y = augment(x, amounts);
      const auto composed = augment_composed(same, amounts);
      EXPECT_TRUE(composed.is_contiguous(at::MemoryFormat::ChannelsLast));
      EXPECT_LT(largest(y, composed), 1e-5);
      (y * weights).sum().backward();
      (composed * weights).sum().backward();
      EXPECT_LT(largest(x.grad(), same.grad()), 1e-5);
    }
  }
}

TEST(Augment, HasTheGradientsOfFiniteDifferences) {
  torch::manual_seed(4);
  for (const std::int64_t channels : {1, 3, 4}) {
    const auto x = images({3, channels, 5, 6}).requires_grad_();
    const auto amounts = drawn_for(x);
    const auto weights = torch::randn_like(x);
    const Scalar f = [&](const at::Tensor& value) {
      return (augment(value, amounts).exp() * weights).sum();
    };
    EXPECT_LT(largest(gradient(f(x), x), by_differences(f, x)), 1e-8) << channels;
  }
}

// About 1, not 0: the gradient is 0 where pixels are cut out, and errors there must count.
TEST(Augment, HasTheSecondDerivativesOfFiniteDifferences) {
  torch::manual_seed(5);
  for (const std::int64_t channels : {1, 3, 4}) {
    const auto x = images({2, channels, 5, 6}).requires_grad_();
    auto amounts = drawn_for(x);
    amounts.shift = torch::cat({rows({1, -1}), rows({-1, 2})});
    amounts.hole = torch::cat({rows({1, 1, 2, 3}), rows({2, 3, 3, 3})});
    const auto weights = torch::randn_like(x);
    const Scalar penalty = [&](const at::Tensor& value) {
      const at::Tensor at_value = value.requires_grad() ? value : value.detach().requires_grad_();
      const at::Tensor y = augment(at_value, amounts);
      return gradient((y.exp() * weights).sum(), at_value).sub(1).square().sum();
    };
    const at::Tensor expected = by_differences(penalty, x);
    EXPECT_LT(largest(gradient(penalty(x), x), expected),
              1e-7 * expected.abs().max().item<double>())
        << channels;
  }
}

TEST(Augment, HasTheThirdDerivativesOfItsOperators) {
  torch::manual_seed(6);
  const auto start = images({2, 3, 9, 6});
  const auto amounts = drawn_for(start);
  const auto third = [&](const auto& map) {
    const auto x = start.detach().clone().requires_grad_();
    const at::Tensor first = gradient(map(x, amounts).exp().sum(), x);
    return gradient(gradient(first.pow(3).sum(), x).pow(2).sum(), x);
  };
  const at::Tensor expected = third(augment_composed);
  EXPECT_LT(largest(third(augment), expected), 1e-12 * expected.abs().max().item<double>());
}

TEST(Augment, TakesGradientsThatAreExpanded) {
  const auto x = images({4, 3, 16, 16}).requires_grad_();
  const auto y = augment(x, {.hole = rows({0, 0, 8, 8}).expand({4, 4})});
  y.sum().backward();
  EXPECT_EQ(x.grad().sum().item<double>(), 4 * 3 * (256 - 64));
}

}  // namespace
}  // namespace leakygan
