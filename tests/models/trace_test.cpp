#include "models/trace.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>

#include "models/dcgan.h"

namespace leakygan {
namespace {

constexpr ImageShape kImage{3, 16, 16};

at::Tensor images() {
  return torch::rand({6, 3, 16, 16}).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast);
}

std::vector<at::Tensor> gradients(const torch::nn::Module& network) {
  std::vector<at::Tensor> all;
  for (const auto& parameter : network.parameters()) all.push_back(parameter.grad());
  return all;
}

void expect_close(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double size = b[i].abs().max().item<double>();
    EXPECT_TRUE(torch::allclose(a[i], b[i], 0, 1e-5 * size + 1e-12)) << i;
  }
}

// Every activation, with normalization and without.
class TracedNetwork : public ::testing::TestWithParam<std::tuple<std::string, Normalization>> {
 protected:
  Activation activation() const {
    const ActivationEntry& row = *find_activation(std::get<0>(GetParam()));
    return {row.kind, row.default_slope.value_or(0)};
  }

  void expect_layers(const Trace& trace) const {
    ASSERT_EQ(trace.size(), 2U);
    EXPECT_EQ(trace[0].layer, "layers.0");
    EXPECT_EQ(trace[1].layer, "layers.1");
    for (const auto& traced : trace) {
      EXPECT_EQ(traced.activation.kind, activation().kind);
      EXPECT_NEAR(traced.activation.slope, activation().slope, 1e-7);
      // None of them is the identity below 0, and all of them keep the sign.
      EXPECT_GT(traced.input.le(0).sum().item<int>(), 0);
      EXPECT_FALSE(torch::equal(traced.input, traced.output));
      EXPECT_TRUE(torch::equal(traced.input.gt(0), traced.output.gt(0)));
    }
  }
};

TEST_P(TracedNetwork, ADiscriminatorDoesWhatItDoesWithoutATrace) {
  DiscriminatorOptions options;
  options.width = 4;
  options.activation = activation();
  options.normalization = std::get<1>(GetParam());
  DcganDiscriminator plain(options, kImage, 1);
  DcganDiscriminator traced(options, kImage, 1);
  const at::Tensor given = images();
  Trace trace;
  const at::Tensor expected = plain.forward(given, {.groups = 2});
  const at::Tensor found = traced.forward(given, {.groups = 2, .trace = &trace});
  EXPECT_TRUE(torch::allclose(found, expected, 0, 1e-6));
  expect_layers(trace);
  expected.square().sum().backward();
  found.square().sum().backward();
  expect_close(gradients(traced), gradients(plain));
  expect_close(traced.buffers(), plain.buffers());
}

TEST_P(TracedNetwork, AGeneratorDoesWhatItDoesWithoutATrace) {
  GeneratorOptions options;
  options.width = 4;
  options.latent = 8;
  options.activation = activation();
  options.normalization = std::get<1>(GetParam());
  DcganGenerator plain(options, kImage, 1);
  DcganGenerator traced(options, kImage, 1);
  const at::Tensor latents = torch::randn({6, 8});
  Trace trace;
  const at::Tensor expected = plain.forward(latents);
  const at::Tensor found = traced.forward(latents, {.trace = &trace});
  EXPECT_TRUE(torch::allclose(found, expected, 0, 1e-6));
  expect_layers(trace);
  expected.square().sum().backward();
  found.square().sum().backward();
  expect_close(gradients(traced), gradients(plain));
}

INSTANTIATE_TEST_SUITE_P(Activations, TracedNetwork,
                         ::testing::Combine(::testing::Values("relu", "leaky_relu", "prelu", "elu",
                                                              "selu", "gelu", "silu"),
                                            ::testing::Values(Normalization::none,
                                                              Normalization::batch)));

}  // namespace
}  // namespace leakygan
