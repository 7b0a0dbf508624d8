#include "probe/probe.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <nlohmann/json.hpp>

#include "models/resnet.h"
#include "probe/inactive_channels.h"
#include "probe/probe_json.h"
#include "tests/probe/small_networks.h"

namespace leakygan {
namespace {

using testing::SmallNetworks;

constexpr Activation kRelu = {ActivationKind::relu, 0.0};
constexpr Activation kLeaky = {ActivationKind::leaky_relu, 0.2};

std::vector<at::Tensor> copies(const std::vector<at::Tensor>& tensors) {
  std::vector<at::Tensor> all;
  for (const auto& tensor : tensors) all.push_back(tensor.detach().clone());
  return all;
}

void expect_equal(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(torch::equal(a[i], b[i])) << i;
}

// Channels 0 to 2 of the discriminator's first layer never see anything above 0.
void plant(SmallNetworks& networks, float bias = -100) {
  const torch::NoGradGuard no_grad;
  networks.discriminator_parameter("layers.0.conv.bias").slice(0, 0, 3).fill_(bias);
}

TEST(Probe, LeavesNetworksAndRandomNumbersAsTheyWere) {
  SmallNetworks networks(kLeaky, Normalization::batch);
  networks.discriminator.forward(networks.images).sum().backward();  // there are gradients
  networks.generator.eval();
  const auto parameters = copies(networks.discriminator.parameters());
  const auto discriminator_buffers = copies(networks.discriminator.buffers());
  const auto generator_buffers = copies(networks.generator.buffers());
  const auto gradient = networks.discriminator.parameters()[0].grad().clone();
  const auto random = at::globalContext().defaultGenerator(at::kCPU).get_state();
  networks.probe();
  expect_equal(networks.discriminator.parameters(), parameters);
  expect_equal(networks.discriminator.buffers(), discriminator_buffers);
  expect_equal(networks.generator.buffers(), generator_buffers);
  EXPECT_TRUE(torch::equal(networks.discriminator.parameters()[0].grad(), gradient));
  EXPECT_FALSE(networks.generator.parameters()[0].grad().defined());
  EXPECT_TRUE(torch::equal(at::globalContext().defaultGenerator(at::kCPU).get_state(), random));
  EXPECT_TRUE(networks.discriminator.is_training());
  EXPECT_FALSE(networks.generator.is_training());
  for (const auto& parameter : networks.generator.parameters()) {
    EXPECT_TRUE(parameter.requires_grad());
  }
}

// A conditional residual network with spectral normalization, whose vectors move in every pass.
TEST(Probe, LeavesOtherNetworksAsTheyWereAndTellsTheirLayers) {
  torch::manual_seed(4);
  const ImageShape shape{3, 16, 16};
  ResnetGenerator generator({.latent = 8, .width = 4, .classes = 2}, shape, 1);
  ResnetDiscriminator discriminator(
      {.width = 4, .normalization = Normalization::spectral, .classes = 2}, shape, 1);
  SmallNetworks other(kLeaky, Normalization::batch);
  ProbeInput input = other.input();
  const auto images = input.latents.size(0);
  input.labels = torch::zeros({images}, at::kLong);
  const auto buffers = copies(discriminator.buffers());
  const ProbeReport report = probe(generator, discriminator, input);
  expect_equal(discriminator.buffers(), buffers);
  ASSERT_EQ(report.discriminator.size(), 4U);
  EXPECT_EQ(report.discriminator.front().layer, "blocks.0.2");
  EXPECT_EQ(report.generator.back().layer, "output");
  input.labels = torch::ones({images}, at::kLong);
  EXPECT_NE(probe(generator, discriminator, input).fake_logits.mean, report.fake_logits.mean);
}

TEST(Probe, SaysTheSameTwice) {
  SmallNetworks networks(kRelu, Normalization::batch);
  const std::string first = to_json(networks.probe()).dump();
  at::set_num_threads(1);
  EXPECT_EQ(to_json(networks.probe()).dump(), first);
  at::set_num_threads(2);
}

TEST(Probe, FindsChannelsThatWereMadeDead) {
  SmallNetworks relu(kRelu, Normalization::none);
  EXPECT_EQ(relu.probe().discriminator[0].inactive_channels, 0);
  plant(relu);
  const LayerReport dead = relu.probe().discriminator[0];
  EXPECT_EQ(dead.inactive_channels, 3);
  EXPECT_EQ(dead.dead_channels, 3);
  EXPECT_EQ(dead.dead_units, 3 * 8 * 8);
  EXPECT_EQ(dead.collapsed_channels, 3);
  EXPECT_EQ(dead.dormant_channels[0], 3);
  EXPECT_GE(dead.gradient_zeros, 3.0 / 8);
  SmallNetworks leaky(kLeaky, Normalization::none);
  plant(leaky);
  const LayerReport inactive = leaky.probe().discriminator[0];
  EXPECT_EQ(inactive.inactive_channels, 3);
  EXPECT_EQ(inactive.dead_channels, 0);
  EXPECT_EQ(inactive.dead_units, 0);
  EXPECT_EQ(inactive.gradient_zeros, 0);
}

TEST(Probe, SlopeZeroIsAReluByEveryNumber) {
  for (const auto normalization : {Normalization::none, Normalization::batch}) {
    SmallNetworks leaky({ActivationKind::leaky_relu, 0.0}, normalization);
    SmallNetworks relu(kRelu, normalization);
    std::string text = to_json(leaky.probe()).dump();
    for (std::size_t at = 0; (at = text.find("leaky_relu 0\"")) != std::string::npos;) {
      text.replace(at, 13, "relu\"");
    }
    EXPECT_EQ(text, to_json(relu.probe()).dump());
  }
}

TEST(Probe, CountsChannelsThatComeBack) {
  SmallNetworks networks(kRelu, Normalization::none);
  plant(networks);
  const InactiveChannels before = inactive_channels(networks.probe());
  plant(networks, 0);
  ProbeReport report = networks.probe();
  add_turnover(report, before);
  const Turnover& turnover = report.discriminator[0].turnover.value();
  EXPECT_EQ(turnover.inactive_before, 3);
  EXPECT_EQ(turnover.came_back, 3);
  EXPECT_EQ(turnover.active_before, 5);
  EXPECT_EQ(turnover.went_inactive, 0);
}

TEST(Probe, CountsTheLogitsWhereALossHasNoDerivative) {
  SmallNetworks networks(kLeaky, Normalization::none);
  ProbeInput input = networks.input();
  input.discriminator_loss = [](const at::Tensor& real, const at::Tensor& fake) {
    return at::relu(real - 1).mean() + at::relu(fake).mean() / 2;
  };
  input.generator_loss = [](const at::Tensor&, const at::Tensor& fake) { return 0 * fake.sum(); };
  const torch::NoGradGuard no_grad;
  // Of the real images about half are then above 1.
  const at::Tensor real = networks.discriminator.forward(networks.images);
  networks.discriminator_parameter("layers.2.conv.bias").add_(1 - real.median());
  const ProbeReport report = probe(networks.generator, networks.discriminator, input);
  const auto share = [](const at::Tensor& is) { return is.to(at::kDouble).mean().item<double>(); };
  const at::Tensor shifted = networks.discriminator.forward(networks.images);
  EXPECT_NEAR(report.real_loss_saturation, share(shifted <= 1), 0.02);
  EXPECT_NEAR(report.real_loss_saturation, 0.5, 0.02);
  const at::Tensor fake =
      networks.discriminator.forward(networks.generator.forward(networks.latents));
  EXPECT_NEAR(report.fake_loss_saturation, share(fake <= 0), 0.02);
  EXPECT_EQ(report.generator_loss_saturation, 1);
}

}  // namespace
}  // namespace leakygan
