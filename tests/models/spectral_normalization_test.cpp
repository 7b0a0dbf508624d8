#include "models/spectral_normalization.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/conv4x4s2.h"
#include "models/network.h"
#include "models/registry.h"

namespace leakygan {
namespace {

double largest_singular_value(const at::Tensor& matrix) {
  return at::linalg_svdvals(matrix.to(at::kDouble))[0].item<double>();
}

TEST(SpectralNormalization, ApproachesDivisionByTheLargestSingularValue) {
  torch::manual_seed(1);
  const at::Tensor weight = torch::randn({6, 3, 4, 4}).contiguous(at::MemoryFormat::ChannelsLast);
  SpectralNormalization layer(6, 0);
  at::Tensor normalized;
  for (int pass = 0; pass < 300; ++pass) normalized = layer(weight);
  const double largest = largest_singular_value(weight.flatten(1));
  EXPECT_TRUE(torch::allclose(normalized * largest, weight, 1e-4, 1e-5));
}

TEST(SpectralNormalization, TakesTheSecondDimensionOfATransposedConvolutionForItsOutputs) {
  torch::manual_seed(2);
  const at::Tensor weight = torch::randn({5, 3, 4, 4});
  SpectralNormalization layer(3, 1);
  at::Tensor normalized;
  for (int pass = 0; pass < 300; ++pass) normalized = layer(weight);
  const double largest = largest_singular_value(weight.transpose(0, 1).flatten(1));
  EXPECT_NEAR(largest_singular_value(normalized.transpose(0, 1).flatten(1)), 1, 1e-4);
  EXPECT_TRUE(torch::allclose(normalized * largest, weight, 1e-4, 1e-5));
}

TEST(SpectralNormalization, GivesTheNormThatIsAskedFor) {
  torch::manual_seed(5);
  const at::Tensor weight = torch::randn({6, 9});
  SpectralNormalization layer(6, 0, 2.5);
  at::Tensor normalized;
  for (int pass = 0; pass < 300; ++pass) normalized = layer(weight);
  EXPECT_NEAR(largest_singular_value(normalized), 2.5, 1e-3);
}

// Algorithm 1 of Miyato et al., a step of it, in float64.
TEST(SpectralNormalization, TakesOneStepOfThePowerIterationInEachPassOfTraining) {
  torch::manual_seed(3);
  const at::Tensor weight = torch::randn({4, 7}, at::kDouble);
  SpectralNormalization layer(4, 0);
  layer->to(at::kDouble);
  at::Tensor u = layer->buffers()[0].clone();
  for (int pass = 0; pass < 3; ++pass) {
    const at::Tensor v = weight.t().mv(u) / weight.t().mv(u).norm();
    u = weight.mv(v) / weight.mv(v).norm();
    EXPECT_TRUE(torch::allclose(layer(weight), weight / u.dot(weight.mv(v)), 1e-12, 1e-14));
    EXPECT_TRUE(torch::allclose(layer->buffers()[0], u, 1e-12, 1e-14));
  }
}

TEST(SpectralNormalization, ChangesNothingOfItselfInEvaluation) {
  SpectralNormalization layer(4, 0);
  const at::Tensor weight = torch::randn({4, 7});
  layer(weight);
  layer->eval();
  const at::Tensor u = layer->buffers()[0].clone();
  const at::Tensor once = layer(weight);
  EXPECT_TRUE(torch::equal(once, layer(weight)));
  EXPECT_TRUE(torch::equal(u, layer->buffers()[0]));
}

// As an average over training is, which can be half as long.
TEST(SpectralNormalization, TakesAVectorOfAnyLengthForItsDirection) {
  SpectralNormalization layer(4, 0);
  const at::Tensor weight = torch::randn({4, 7});
  layer(weight);
  layer->eval();
  const at::Tensor expected = layer(weight);
  {
    const torch::NoGradGuard no_grad;
    layer->buffers()[0].mul_(0.5);
  }
  EXPECT_TRUE(torch::allclose(layer(weight), expected, 1e-5, 1e-6));
}

// Theirs, eq. 12: with lambda = <g, W / sigma> the gradient is (g - lambda u v') / sigma.
TEST(SpectralNormalization, HasTheGradientOfThePaper) {
  torch::manual_seed(4);
  const at::Tensor weight = torch::randn({4, 7}, at::kDouble).requires_grad_();
  const at::Tensor g = torch::randn({4, 7}, at::kDouble);
  SpectralNormalization layer(4, 0);
  layer->to(at::kDouble);
  layer->eval();
  const at::Tensor u = layer->buffers()[0];
  layer(weight).backward(g);
  const at::Tensor w = weight.detach();
  const at::Tensor v = w.t().mv(u) / w.t().mv(u).norm();
  const at::Tensor sigma = u.dot(w.mv(v));
  const at::Tensor lambda = (g * w / sigma).sum();
  EXPECT_TRUE(torch::allclose(weight.grad(), (g - lambda * u.outer(v)) / sigma, 1e-12, 1e-14));
}

TEST(SpectralNormalization, BoundsWhatAConvolutionDoesToItsInput) {
  torch::manual_seed(5);
  Conv4x4s2 layer(Conv4x4s2Impl::Direction::down, StridedLayer{3, 16, 16, 8}, false, 1.5);
  const torch::NoGradGuard no_grad;
  layer->named_parameters()["weight"].normal_(0, 10);
  const at::Tensor x = torch::randn({4, 3, 16, 16}).contiguous(at::MemoryFormat::ChannelsLast);
  for (int pass = 0; pass < 100; ++pass) layer(x);
  // Every input counts in four outputs at most, and the matrix of a place has norm 1.5.
  EXPECT_LE((layer(x).norm() / x.norm()).item<double>(), 3 + 1e-3);
}

// Leaky ReLU and convolutions without a bias scale as their input does.
TEST(SpectralNormalization, OfANetworkHasTheNormInEveryLayer) {
  const ImageShape shape = {3, 16, 16};  // 16 to 8 to 4 to 1: three layers
  DiscriminatorOptions options{.width = 4, .normalization = Normalization::spectral};
  const auto unit = architecture("dcgan").make_discriminator(options, shape, 1);
  options.spectral_norm = 2;
  const auto scaled = architecture("dcgan").make_discriminator(options, shape, 1);
  const torch::NoGradGuard no_grad;
  const at::Tensor x = torch::randn({4, 3, 16, 16}).contiguous(at::MemoryFormat::ChannelsLast);
  EXPECT_TRUE(torch::allclose(scaled->forward(x), 8 * unit->forward(x), 1e-4, 1e-6));
}

}  // namespace
}  // namespace leakygan
