#include <gtest/gtest.h>
#include <torch/autograd.h>
#include <torch/nn/module.h>
#include <torch/types.h>

#include "tests/probe/small_networks.h"

namespace leakygan {
namespace {

using testing::SmallNetworks;

// The two networks again, in LibTorch's plain operators and in double, from the same weights.
class Rewritten {
 public:
  Rewritten(const SmallNetworks& networks, double slope, bool normalized)
      : networks_(networks), slope_(slope), normalized_(normalized) {}

  struct Pass {
    at::Tensor out;  // logits or images
    std::vector<at::Tensor> z;
  };

  Pass discriminator(const at::Tensor& images) const {
    const auto& d = networks_.discriminator;
    Pass pass;
    at::Tensor x = activate(convolved(d, 0, images, false), pass);
    x = activate(normalize(d, 1, convolved(d, 1, x, false)), pass);
    x = torch::conv2d(x, weights(d, "layers.2.conv.weight"));
    pass.out = add_bias(d, 2, x).flatten();
    return pass;
  }

  Pass generator(const at::Tensor& latents) const {
    const auto& g = networks_.generator;
    Pass pass;
    at::Tensor x = torch::conv_transpose2d(latents.view({-1, latents.size(1), 1, 1}),
                                           weights(g, "layers.0.conv.weight"));
    x = activate(normalize(g, 0, add_bias(g, 0, x)), pass);
    x = activate(normalize(g, 1, convolved(g, 1, x, true)), pass);
    pass.out = torch::tanh(convolved(g, 2, x, true));
    return pass;
  }

 private:
  static at::Tensor weights(const torch::nn::Module& network, const std::string& name) {
    return network.named_parameters()[name].detach().to(at::kDouble);
  }

  at::Tensor add_bias(const torch::nn::Module& network, int layer, const at::Tensor& x) const {
    if (normalized_) return x;
    return x +
           weights(network, "layers." + std::to_string(layer) + ".conv.bias").view({1, -1, 1, 1});
  }

  at::Tensor convolved(const torch::nn::Module& network, int layer, const at::Tensor& x,
                       bool up) const {
    const at::Tensor w = weights(network, "layers." + std::to_string(layer) + ".conv.weight");
    const at::Tensor y =
        up ? torch::conv_transpose2d(x, w, {}, 2, 1) : torch::conv2d(x, w, {}, 2, 1);
    return add_bias(network, layer, y);
  }

  at::Tensor normalize(const torch::nn::Module& network, int layer, const at::Tensor& x) const {
    if (!normalized_) return x;
    const std::string name = "layers." + std::to_string(layer) + ".norm.";
    return torch::batch_norm(x, weights(network, name + "weight"), weights(network, name + "bias"),
                             {}, {}, true, 0, 1e-5, false);
  }

  at::Tensor activate(const at::Tensor& z, Pass& pass) const {
    pass.z.push_back(z);
    return torch::where(z > 0, z, slope_ * z);
  }

  const SmallNetworks& networks_;
  double slope_;
  bool normalized_;
};

// Everything that passes in the three chunks, and the derivatives of the first two.
struct Reference {
  Reference(const SmallNetworks& networks, const Rewritten& rewritten) {
    for (std::int64_t chunk = 0; chunk < 3; ++chunk) {
      const std::int64_t begin = chunk * SmallNetworks::kChunk;
      const auto part = [&](const at::Tensor& all) {
        return all.slice(0, begin, begin + SmallNetworks::kChunk).to(at::kDouble).requires_grad_();
      };
      const auto real = rewritten.discriminator(part(networks.images));
      const auto made = rewritten.generator(part(networks.latents));
      const auto fake = rewritten.discriminator(made.out);
      logits.push_back(real.out);
      logits.push_back(fake.out);
      first_z.push_back(real.z[0]);
      first_z.push_back(fake.z[0]);
      second_z.push_back(real.z[1]);
      second_z.push_back(fake.z[1]);
      made_z.push_back(made.z[1]);
      if (chunk == 2) break;
      second_gradients.push_back(torch::autograd::grad({real.out.sum()}, {real.z[1]})[0]);
      const auto found = torch::autograd::grad({fake.out.sum()}, {made.out, made.z[1], fake.z[1]});
      signals.push_back(found[0].flatten(1).norm(2, 1));
      made_gradients.push_back(found[1]);
      second_gradients.push_back(found[2]);
    }
  }

  std::vector<at::Tensor> logits;
  std::vector<at::Tensor> first_z;   // of the discriminator
  std::vector<at::Tensor> second_z;  // of the discriminator
  std::vector<at::Tensor> made_z;    // of the generator's second layer
  std::vector<at::Tensor> second_gradients;
  std::vector<at::Tensor> made_gradients;
  std::vector<at::Tensor> signals;
};

double share(const at::Tensor& is) { return is.to(at::kDouble).mean().item<double>(); }

void expect_layer(const LayerReport& report, const std::vector<at::Tensor>& chunks, double slope) {
  const at::Tensor z = at::cat(chunks);
  const double negative = share(z <= 0);
  EXPECT_NEAR(report.negative_share, negative, 1e-5);
  EXPECT_NEAR(report.gate, 1 - negative + slope * negative, 1e-5);
  const at::Tensor largest = z.amax(0);
  EXPECT_EQ(report.inactive_units, (largest <= 0).sum().item<std::int64_t>());
  EXPECT_EQ(report.inactive_channels, (largest.amax({1, 2}) <= 0).sum().item<std::int64_t>());
  const at::Tensor y = torch::where(z > 0, z, slope * z);
  const at::Tensor sizes = y.abs().mean({0, 2, 3});
  EXPECT_EQ(report.dormant_channels[2], (sizes <= 0.1 * sizes.mean()).sum().item<std::int64_t>());
}

class ProbeReference : public ::testing::TestWithParam<std::tuple<double, Normalization>> {};

TEST_P(ProbeReference, AgreesWithTheNetworksRewrittenInDouble) {
  const auto [slope, normalization] = GetParam();
  SmallNetworks networks({ActivationKind::leaky_relu, slope}, normalization);
  const Rewritten rewritten(networks, slope, normalization == Normalization::batch);
  const Reference expected(networks, rewritten);
  const ProbeReport report = networks.probe();
  EXPECT_EQ(report.images, SmallNetworks::kImages);
  EXPECT_EQ(report.gradient_images, 2 * SmallNetworks::kChunk);
  expect_layer(report.discriminator[0], expected.first_z, slope);
  expect_layer(report.discriminator[1], expected.second_z, slope);
  expect_layer(report.generator[1], expected.made_z, slope);
  EXPECT_NEAR(report.discriminator[1].gradient_zeros,
              share(at::cat(expected.second_gradients) == 0), 1e-4);
  EXPECT_NEAR(report.generator[1].gradient_zeros, share(at::cat(expected.made_gradients) == 0),
              1e-4);
  const double signal = at::cat(expected.signals).mean().item<double>();
  EXPECT_NEAR(report.generator_signal, signal, 1e-4 * signal);
  const at::Tensor logits = at::cat(expected.logits);
  const double deviation = logits.std(false).item<double>();
  EXPECT_NEAR(report.logits.mean, logits.mean().item<double>(), 1e-4 * deviation);
  EXPECT_NEAR(report.logits.deviation, deviation, 1e-4 * deviation);
}

INSTANTIATE_TEST_SUITE_P(Networks, ProbeReference,
                         ::testing::Combine(::testing::Values(0.0, 0.2),
                                            ::testing::Values(Normalization::none,
                                                              Normalization::batch)));

}  // namespace
}  // namespace leakygan
