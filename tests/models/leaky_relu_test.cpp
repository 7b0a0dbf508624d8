#include "models/leaky_relu.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <cmath>
#include <limits>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

float at_one(float x, double slope) { return leaky_relu(torch::tensor({x}), slope).item<float>(); }

TEST(LeakyRelu, TakesEdgeValues) {
  EXPECT_EQ(at_one(kInfinity, 0.2), kInfinity);
  EXPECT_EQ(at_one(-kInfinity, 0.2), -kInfinity);
  EXPECT_EQ(at_one(-kInfinity, 0), 0);
  EXPECT_EQ(at_one(0.0F, 0.2), 0);
  EXPECT_EQ(at_one(-0.0F, 0.2), 0);
  for (const double slope : {0.0, 0.2, 1.0}) {
    EXPECT_TRUE(std::isnan(at_one(std::nanf(""), slope))) << slope;
  }
  EXPECT_EQ(at_one(-3, 1), -3);
}

TEST(LeakyRelu, GivesThePublishedOnnxValues) {
  // onnx/backend/test/case/node/leakyrelu.py, leakyrelu_example: alpha 0.1.
  const auto y = leaky_relu(torch::tensor({-1.0F, 0.0F, 1.0F}), 0.1);
  EXPECT_TRUE(torch::equal(y, torch::tensor({-0.1F, 0.0F, 1.0F})));
}

TEST(LeakyRelu, WithSlopeZeroIsReluInValueAndGradient) {
  auto a = torch::linspace(-2, 2, 41).requires_grad_();
  auto b = a.detach().clone().requires_grad_();
  const auto weights = torch::linspace(1, 3, 41);
  auto y = leaky_relu(a, 0);
  auto z = torch::relu(b);
  EXPECT_TRUE(torch::equal(y, z));
  (y * weights).sum().backward();
  (z * weights).sum().backward();
  EXPECT_TRUE(torch::equal(a.grad(), b.grad()));
}

TEST(LeakyRelu, HasItsSlopeAsGradientAtAndBelowZero) {
  auto x = torch::tensor({-1.0F, -0.0F, 0.0F, 1.0F}).requires_grad_();
  leaky_relu(x, 0.25).sum().backward();
  EXPECT_TRUE(torch::equal(x.grad(), torch::tensor({0.25F, 0.25F, 0.25F, 1.0F})));
}

TEST(LeakyRelu, KeepsLayoutAndIsRightOnLayoutsWithGaps) {
  const auto x = torch::randn({2, 3, 5, 4}).contiguous(at::MemoryFormat::ChannelsLast);
  EXPECT_TRUE(leaky_relu(x, 0.2).is_contiguous(at::MemoryFormat::ChannelsLast));
  const auto strided = torch::randn({6, 8}).slice(1, 0, 8, 2);
  EXPECT_TRUE(torch::equal(leaky_relu(strided, 0.2), torch::leaky_relu(strided, 0.2)));
  auto y = x.clone().requires_grad_();
  leaky_relu(y, 0.2).sum().backward();  // the gradient of a sum is an expanded scalar
  EXPECT_TRUE(torch::equal(y.grad(), torch::where(x > 0, 1.0F, 0.2F)));
}

TEST(LeakyRelu, InPlaceOverwritesAndGivesTheSameGradients) {
  for (const double slope : {0.0, 0.2}) {
    auto a = torch::randn({4, 3, 8, 8}).requires_grad_();
    auto b = a.detach().clone().requires_grad_();
    const auto weights = torch::randn({4, 3, 8, 8});
    const auto conv = a * 2;
    const auto y = leaky_relu_(conv, slope);
    EXPECT_EQ(y.data_ptr(), conv.data_ptr());
    (y * weights).sum().backward();
    (torch::leaky_relu(b * 2, slope) * weights).sum().backward();
    EXPECT_TRUE(torch::equal(a.grad(), b.grad())) << slope;
  }
}

TEST(LeakyRelu, IsTheSameForAnyNumberOfThreads) {
  const auto x = torch::randn({200000});
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const auto one = leaky_relu(x, 0.1);
  at::set_num_threads(2);
  const auto two = leaky_relu(x, 0.1);
  at::set_num_threads(threads);
  EXPECT_TRUE(torch::equal(one, two));
}

TEST(LeakyRelu, RefusesSlopesOutsideZeroToOne) {
  const auto x = torch::zeros({1});
  EXPECT_THROW(leaky_relu(x, -0.2), Error);
  EXPECT_THROW(leaky_relu(x, 1.5), Error);
  EXPECT_THROW(leaky_relu(x, std::nan("")), Error);
}

}  // namespace
}  // namespace leakygan
