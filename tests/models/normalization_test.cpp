#include "models/normalization.h"

#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/leaky_relu.h"
#include "tests/models/random.h"

namespace leakygan {
namespace {

using testing::random;

BatchNormalization layer_of(std::int64_t channels) {
  BatchNormalization layer(channels);
  const torch::NoGradGuard no_grad;
  for (auto& parameter : layer->parameters()) parameter.normal_();
  return layer;
}

torch::nn::BatchNorm2d copy_of(const BatchNormalization& layer) {
  torch::nn::BatchNorm2d copy(layer->parameters()[0].size(0));
  const torch::NoGradGuard no_grad;
  for (std::size_t i = 0; i < 2; ++i) copy->parameters()[i].copy_(layer->parameters()[i]);
  return copy;
}

void expect_close(const at::Tensor& a, const at::Tensor& b, const std::string& what) {
  EXPECT_TRUE(torch::allclose(a, b, 1e-4, 2e-5)) << what << ": " << (a - b).abs().max();
}

TEST(BatchNormalization, IsLibTorchsWithAnActivation) {
  torch::manual_seed(1);
  for (const double slope : {0.0, 0.2, 1.0}) {
    BatchNormalization ours = layer_of(20);
    torch::nn::BatchNorm2d theirs = copy_of(ours);
    at::Tensor x = random({5, 20, 6, 7}).requires_grad_();
    at::Tensor same = x.detach().clone().requires_grad_();
    const at::Tensor gradient = random({5, 20, 6, 7});
    ours->forward(x, slope, 1).backward(gradient);
    leaky_relu(theirs->forward(same), slope).backward(gradient);
    expect_close(x.grad(), same.grad(), "input");
    for (std::size_t i = 0; i < 2; ++i) {
      expect_close(ours->parameters()[i].grad(), theirs->parameters()[i].grad(), "parameter");
    }
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(ours->named_buffers()[i].key(), theirs->named_buffers()[i].key());
      expect_close(ours->buffers()[i], theirs->buffers()[i], ours->named_buffers()[i].key());
    }
    ours->eval();
    theirs->eval();
    const torch::NoGradGuard no_grad;
    expect_close(ours->forward(x, slope, 1), leaky_relu(theirs->forward(same), slope), "evaluated");
  }
}

TEST(BatchNormalization, NormalizesEachGroupByItself) {
  torch::manual_seed(2);
  BatchNormalization together = layer_of(16);
  torch::nn::BatchNorm2d apart = copy_of(together);
  const at::Tensor real = random({4, 16, 5, 5});
  const at::Tensor fake = random({4, 16, 5, 5}) * 3 + 10;
  at::Tensor both = at::cat({real, fake}).requires_grad_();
  at::Tensor first = real.clone().requires_grad_();
  at::Tensor second = fake.clone().requires_grad_();
  const at::Tensor gradient = random({8, 16, 5, 5});
  const at::Tensor y = together->forward(both, 0.2, 2);
  const at::Tensor reference =
      at::cat({leaky_relu(apart->forward(first), 0.2), leaky_relu(apart->forward(second), 0.2)});
  expect_close(y, reference, "forward");
  y.backward(gradient);
  reference.backward(gradient);
  expect_close(both.grad(), at::cat({first.grad(), second.grad()}), "input");
  expect_close(together->parameters()[0].grad(), apart->parameters()[0].grad(), "weight");
  for (std::size_t i = 0; i < 3; ++i) {
    expect_close(together->buffers()[i], apart->buffers()[i], "running statistics");
  }
}

TEST(BatchNormalization, HasRightSecondDerivatives) {
  torch::manual_seed(3);
  const at::Tensor weight = torch::randn({8});
  const at::Tensor start = random({4, 8, 3, 3});
  const auto second = [&](at::ScalarType type, std::int64_t groups) {
    BatchNormalization layer(8);
    layer->to(type);
    {
      const torch::NoGradGuard no_grad;
      layer->parameters()[0].copy_(weight);
    }
    at::Tensor x = start.to(type).requires_grad_();
    const at::Tensor loss = layer->forward(x, 0.2, groups).pow(3).sum();
    const at::Tensor first = torch::autograd::grad({loss}, {x}, {}, true, true)[0];
    return torch::autograd::grad({first.pow(3).sum()}, {x, layer->parameters()[0]});
  };
  for (const std::int64_t groups : {1, 2}) {
    const auto ours = second(at::kFloat, groups);
    const auto reference = second(at::kDouble, groups);
    for (std::size_t i = 0; i < 2; ++i) {
      const at::Tensor difference = (ours[i].to(at::kDouble) - reference[i]).abs().max();
      EXPECT_LT((difference / reference[i].abs().max()).item<double>(), 1e-4) << i;
    }
  }
}

// What follows may overwrite the result where there is no activation: elu_ and selu_ do.
TEST(BatchNormalization, LeavesItsResultToWhatFollows) {
  torch::manual_seed(4);
  BatchNormalization layer = layer_of(16);
  at::Tensor x = random({3, 16, 4, 4}).requires_grad_();
  at::Tensor y = layer->forward(x, 1, 1);
  at::elu_(y).sum().backward();
  torch::nn::BatchNorm2d theirs = copy_of(layer);
  at::Tensor same = x.detach().clone().requires_grad_();
  at::elu(theirs->forward(same)).sum().backward();
  expect_close(x.grad(), same.grad(), "input");
}

TEST(BatchNormalization, LeavesAGradientAloneThatOthersSee) {
  BatchNormalization layer = layer_of(16);
  at::Tensor x = random({3, 16, 4, 4}).requires_grad_();
  const at::Tensor gradient = random({3, 16, 4, 4});
  const at::Tensor before = gradient.clone();
  layer->forward(x, 0.2, 1).backward(gradient);
  EXPECT_TRUE(torch::equal(gradient, before));
  at::Tensor y = leaky_relu(x * 1.0, 0.2);
  y.backward(gradient);
  EXPECT_TRUE(torch::equal(gradient, before));
}

// What a product hands on is nobody else's: the gradient before the layer takes its memory.
TEST(BatchNormalization, AndLeakyReluOverwriteAGradientThatIsTheirs) {
  const auto memory_of_gradients = [](const auto& layer) {
    std::vector<const void*> seen;
    const auto note = [&](const at::Tensor& gradient) { seen.push_back(gradient.data_ptr()); };
    at::Tensor x = random({3, 16, 4, 4}).requires_grad_();
    at::Tensor before = x * 1.0;
    before.register_hook(note);
    at::Tensor after = layer(before);
    after.register_hook(note);
    (after * after).sum().backward();
    return seen;
  };
  BatchNormalization layer = layer_of(16);
  auto seen = memory_of_gradients([&](const at::Tensor& x) { return layer->forward(x, 0.2, 1); });
  EXPECT_EQ(seen.at(0), seen.at(1));
  seen = memory_of_gradients([](const at::Tensor& x) { return leaky_relu(x, 0.2); });
  EXPECT_EQ(seen.at(0), seen.at(1));
}

}  // namespace
}  // namespace leakygan
