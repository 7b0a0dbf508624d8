#include "models/conv4x4s2.h"

#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/dcgan.h"
#include "tests/models/random.h"

namespace leakygan {
namespace {

using testing::random;
using Direction = Conv4x4s2Impl::Direction;

constexpr ConvolutionChoice kWinograd = {
    ConvolutionAlgorithm::winograd, ConvolutionAlgorithm::winograd, ConvolutionAlgorithm::winograd};

double relative_error(const at::Tensor& value, const at::Tensor& reference) {
  const at::Tensor expected = reference.to(at::kDouble);
  return ((value.to(at::kDouble) - expected).abs().max() / expected.abs().max()).item<double>();
}

// A layer with random weights, and its twin in float64, which LibTorch computes.
struct Twins {
  Twins(Direction direction, const StridedLayer& layer, bool bias)
      : ours(direction, layer, bias), reference(direction, layer, bias) {
    const torch::NoGradGuard no_grad;
    reference->to(at::kDouble);
    for (std::size_t i = 0; i < ours->parameters().size(); ++i) {
      ours->parameters()[i].normal_();
      reference->parameters()[i].copy_(ours->parameters()[i]);
    }
    ours->choose(kWinograd);
  }
  Conv4x4s2 ours;
  Conv4x4s2 reference;
};

at::Tensor input_of(Direction direction, const StridedLayer& layer) {
  return direction == Direction::down
             ? random({3, layer.channels, layer.height, layer.width})
             : random({3, layer.coarse_channels, layer.height / 2, layer.width / 2});
}

const std::vector<StridedLayer> kLayers = {{8, 16, 16, 24}, {3, 18, 13, 5}, {20, 9, 8, 7}};

TEST(Conv4x4s2, AndItsGradientsAgreeWithDoublePrecision) {
  torch::manual_seed(1);
  for (const auto& layer : kLayers) {
    for (const auto direction : {Direction::down, Direction::up}) {
      Twins twins(direction, layer, true);
      at::Tensor x = input_of(direction, layer).requires_grad_();
      at::Tensor x64 = x.detach().to(at::kDouble).requires_grad_();
      const at::Tensor y = twins.ours->forward(x);
      const at::Tensor y64 = twins.reference->forward(x64);
      ASSERT_EQ(y.sizes(), y64.sizes());
      EXPECT_TRUE(y.is_contiguous(at::MemoryFormat::ChannelsLast));
      EXPECT_LT(relative_error(y, y64), 1e-5) << layer.text();
      const at::Tensor gradient = random(y.sizes());
      y.backward(gradient);
      y64.backward(gradient.to(at::kDouble));
      EXPECT_LT(relative_error(x.grad(), x64.grad()), 1e-5) << layer.text();
      for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_LT(relative_error(twins.ours->parameters()[i].grad(),
                                 twins.reference->parameters()[i].grad()),
                  1e-5)
            << layer.text() << " " << i;
      }
    }
  }
}

// All first derivatives of |d sum(y^3) / d everything|^2: every pair of the three operators.
TEST(Conv4x4s2, HasRightSecondDerivatives) {
  torch::manual_seed(2);
  const auto second = [](Conv4x4s2& layer, at::Tensor x) {
    x.requires_grad_();
    const at::Tensor loss = layer->forward(x).pow(3).sum();
    const std::vector<at::Tensor> inputs = {x, layer->parameters()[0]};
    const auto first = torch::autograd::grad({loss}, inputs, {}, true, /*create_graph=*/true);
    return torch::autograd::grad({first[0].square().sum() + first[1].square().sum()}, inputs);
  };
  for (const auto& layer : kLayers) {
    for (const auto direction : {Direction::down, Direction::up}) {
      Twins twins(direction, layer, false);
      const at::Tensor x = input_of(direction, layer);
      const auto ours = second(twins.ours, x.clone());
      const auto reference = second(twins.reference, x.to(at::kDouble));
      EXPECT_LT(relative_error(ours[0], reference[0]), 2e-5) << layer.text();
      EXPECT_LT(relative_error(ours[1], reference[1]), 2e-5) << layer.text();
    }
  }
}

TEST(Conv4x4s2, AGradientPenaltyThroughAWholeDiscriminatorIsRight) {
  DiscriminatorOptions options;
  options.width = 16;
  options.normalization = Normalization::none;
  const ImageShape image = {3, 32, 32};
  const auto ours = std::make_shared<DcganDiscriminator>(options, image, 1);
  const auto reference = std::make_shared<DcganDiscriminator>(options, image, 1);
  reference->to(at::kDouble);
  choose_convolutions(
      *ours,
      {{{3, 32, 32, 16}, kWinograd}, {{16, 16, 16, 32}, kWinograd}, {{32, 8, 8, 64}, kWinograd}});
  torch::manual_seed(3);
  const at::Tensor images = random({4, 3, 32, 32});
  // R1 (Mescheder et al. 2018): the squared gradient of the logits with respect to the images.
  const auto penalty = [](DcganDiscriminator& network, at::Tensor x) {
    x.requires_grad_();
    const at::Tensor logits = network.Discriminator::forward(x);
    const auto gradient = torch::autograd::grad({logits.sum()}, {x}, {}, true, true)[0];
    gradient.square().sum().backward();
    return gradient.detach();
  };
  const at::Tensor gradient = penalty(*ours, images.clone());
  EXPECT_LT(relative_error(gradient, penalty(*reference, images.to(at::kDouble))), 1e-5);
  for (const auto& item : reference->named_parameters()) {
    if (item.key().ends_with("bias")) continue;  // the gradient does not depend on them
    const at::Tensor& expected = item.value().grad();
    const at::Tensor& value = ours->named_parameters()[item.key()].grad();
    EXPECT_LT(relative_error(value, expected), 2e-5) << item.key();
  }
}

// Packed weights are kept: whatever changes them has to be noticed.
TEST(Conv4x4s2, NoticesEveryChangeOfItsWeights) {
  const StridedLayer layer = {16, 8, 8, 16};
  Conv4x4s2 conv(Direction::down, layer, false);
  conv->choose(kWinograd);
  const torch::NoGradGuard no_grad;
  const at::Tensor x = random({2, 16, 8, 8});
  at::Tensor weight = conv->parameters()[0];
  const auto expect_fresh = [&](const std::string& what) {
    const at::Tensor expected = at::conv2d(x, weight, {}, {2, 2}, {1, 1});
    EXPECT_LT(relative_error(conv->forward(x), expected), 1e-5) << what;
  };
  weight.normal_();
  expect_fresh("drawn");
  weight.copy_(torch::randn_like(weight));
  expect_fresh("copied");
  at::_foreach_lerp_({weight}, {torch::randn_like(weight)}, 0.5);
  expect_fresh("averaged");
  weight.set_data(torch::randn_like(weight));
  expect_fresh("exchanged");
}

TEST(Conv4x4s2, LayersWithoutAChoiceAreComputedByLibTorch) {
  const StridedLayer layer = {16, 8, 8, 16};
  Conv4x4s2 conv(Direction::down, layer, false);
  const torch::NoGradGuard no_grad;
  conv->parameters()[0].normal_();
  const at::Tensor x = random({2, 16, 8, 8});
  const at::Tensor expected = at::conv2d(x, conv->parameters()[0], {}, {2, 2}, {1, 1});
  EXPECT_TRUE(torch::equal(conv->forward(x), expected));
  choose_convolutions(*conv, {{layer, kWinograd}});
  EXPECT_FALSE(torch::equal(conv->forward(x), expected));
  choose_convolutions(*conv, {});
  EXPECT_TRUE(torch::equal(conv->forward(x), expected));
}

}  // namespace
}  // namespace leakygan
