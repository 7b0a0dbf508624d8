#include "training/adam.h"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>
#include <torch/types.h>

namespace leakygan {
namespace {

TEST(Adam, FollowsLibTorchsOwnAdamOver30Steps) {
  const AdamOptions options{.lr = 2e-3, .beta1 = 0.5, .beta2 = 0.999, .eps = 1e-8};
  auto ours = torch::randn({8, 3, 4, 4}).contiguous(at::MemoryFormat::ChannelsLast);
  auto theirs = ours.clone();
  ours.requires_grad_();
  theirs.requires_grad_();
  Adam adam({ours}, options);
  torch::optim::Adam reference(
      {theirs},
      torch::optim::AdamOptions(options.lr).betas({options.beta1, options.beta2}).eps(options.eps));
  for (int i = 0; i < 30; ++i) {
    adam.zero_grad();
    reference.zero_grad();
    (ours * std::sin(i) + ours.pow(3)).sum().backward();
    (theirs * std::sin(i) + theirs.pow(3)).sum().backward();
    adam.step();
    reference.step();
  }
  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-5, 1e-6));
}

TEST(Adam, RaisesTheVersionOfWhatItChanges) {
  auto parameter = torch::ones({2}).requires_grad_();
  Adam adam({parameter}, {});
  parameter.sum().backward();
  const auto before = parameter._version();
  adam.step();
  EXPECT_GT(parameter._version(), before);
}

TEST(Adam, ForgetsGradients) {
  auto parameter = torch::ones({2}).requires_grad_();
  Adam adam({parameter}, {});
  parameter.sum().backward();
  adam.zero_grad();
  EXPECT_FALSE(parameter.grad().defined());
}

}  // namespace
}  // namespace leakygan
