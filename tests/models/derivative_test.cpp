#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/types.h>

#include "models/activation_layer.h"
#include "models/leaky_relu.h"

namespace leakygan {
namespace {

using Function = std::function<at::Tensor(const at::Tensor&)>;

at::Tensor gradient(const at::Tensor& y, const at::Tensor& x, bool create_graph) {
  return torch::autograd::grad({y.sum()}, {x}, {}, /*retain_graph=*/true, create_graph)[0];
}

// Points on both sides of zero, none so near that a finite difference reaches over it.
at::Tensor points() {
  return torch::cat(
      {torch::linspace(-4, -0.05, 40, at::kDouble), torch::linspace(0.05, 4, 40, at::kDouble)});
}

// First derivative of f, and of g = f^2 the first and second, against central differences. The
// square makes the second derivative of a piecewise linear function something else than 0.
void expect_derivatives(const Function& f, const std::string& name) {
  const Function square = [&](const at::Tensor& x) { return f(x).square(); };
  constexpr double h = 1e-4;
  for (const auto& g : {f, square}) {
    auto x = points().requires_grad_();
    const at::Tensor first = gradient(g(x), x, true);
    const at::Tensor p = x.detach();
    const at::Tensor first_difference = (g(p + h) - g(p - h)) / (2 * h);
    EXPECT_TRUE(torch::allclose(first, first_difference, 1e-6, 1e-7)) << name;
    if (!first.requires_grad()) continue;
    const at::Tensor second = gradient(first, x, false);
    const at::Tensor second_difference = (g(p + h) - 2 * g(p) + g(p - h)) / (h * h);
    EXPECT_TRUE(torch::allclose(second, second_difference, 1e-5, 1e-5)) << name;
  }
}

TEST(Derivatives, OfEveryActivationAgreeWithFiniteDifferences) {
  for (const auto& row : activation_table()) {
    ActivationLayer layer(Activation{row.kind, row.default_slope.value_or(0)});
    layer->to(at::kDouble);
    // A copy, because the layer may overwrite what it is given.
    expect_derivatives([&](const at::Tensor& x) { return layer->forward(x * 1.0); }, row.name);
  }
}

TEST(Derivatives, OfLeakyReluAgreeForEverySlope) {
  for (const double slope : {0.0, 0.01, 0.3, 1.0}) {
    expect_derivatives([=](const at::Tensor& x) { return leaky_relu(x, slope); },
                       "slope " + std::to_string(slope));
  }
}

TEST(Derivatives, OfAGradientPenaltyThroughTwoLeakyLayersAreRight) {
  // d/dw of |d f / d x|^2, f = sum leaky(w leaky(x w)): the path of R1 and WGAN-GP.
  const auto penalty = [](const at::Tensor& w, const auto& activation) {
    auto x = torch::linspace(-1, 1, 12, at::kDouble).view({4, 3}).requires_grad_();
    const at::Tensor y = activation(torch::mm(activation(torch::mm(x, w)), w));
    return torch::autograd::grad({y.sum()}, {x}, {}, true, true)[0].square().sum();
  };
  const auto start = torch::linspace(-0.9, 1.1, 9, at::kDouble).view({3, 3});
  auto ours = start.clone().requires_grad_();
  auto reference = start.clone().requires_grad_();
  penalty(ours, [](const at::Tensor& t) { return leaky_relu(t, 0.2); }).backward();
  penalty(reference, [](const at::Tensor& t) { return torch::leaky_relu(t, 0.2); }).backward();
  EXPECT_TRUE(torch::allclose(ours.grad(), reference.grad(), 1e-12, 1e-12));
}

TEST(Activations, EluAndPreluGiveThePublishedOnnxValues) {
  // onnx/backend/test/case/node/elu.py, elu_example, has alpha 2: half of it is alpha 1.
  ActivationLayer elu(Activation{ActivationKind::elu, 0});
  EXPECT_TRUE(torch::allclose(elu->forward(torch::tensor({-1.0F, 0.0F, 1.0F})),
                              torch::tensor({-1.2642411F / 2, 0.0F, 1.0F})));
  // prelu.py: clip(x, 0, inf) + clip(x, -inf, 0) * slope.
  ActivationLayer prelu(Activation{ActivationKind::prelu, 0.3});
  const auto x = torch::linspace(-2, 2, 9);
  EXPECT_TRUE(torch::equal(prelu->forward(x.clone()), x.clamp_min(0) + x.clamp_max(0) * 0.3F));
}

TEST(Activations, APreluTrainsItsSlope) {
  ActivationLayer prelu(Activation{ActivationKind::prelu, 0.25});
  prelu->forward(torch::tensor({-2.0F, 3.0F})).sum().backward();
  ASSERT_EQ(prelu->parameters().size(), 1U);
  EXPECT_EQ(prelu->parameters()[0].grad().item<float>(), -2.0F);
}

}  // namespace
}  // namespace leakygan
