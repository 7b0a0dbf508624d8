#include "models/resnet.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <numeric>

#include "models/registry.h"

namespace leakygan {
namespace {

std::int64_t parameters_of(const torch::nn::Module& network) {
  std::int64_t sum = 0;
  for (const auto& parameter : network.parameters()) sum += parameter.numel();
  return sum;
}

std::int64_t planned(const std::vector<PlannedLayer>& plan) {
  std::int64_t sum = 0;
  for (const auto& layer : plan) sum += layer.parameters();
  return sum;
}

// The statement of resnet_plan.h: what Miyato et al. do going up is a 4x4 transposed convolution.
TEST(Resnet, DoublingPixelsBeforeA3x3ConvolutionIsATransposed4x4One) {
  torch::manual_seed(1);
  const at::Tensor x = torch::randn({2, 3, 5, 6}, at::kDouble);
  const at::Tensor w3 = torch::randn({4, 3, 3, 3}, at::kDouble);
  const at::Tensor doubled = x.repeat_interleave(2, 2).repeat_interleave(2, 3);
  const at::Tensor expected = at::conv2d(doubled, w3, {}, 1, 1);
  // An input pixel reaches 4x4 outputs, each by those taps that fall on its copies.
  const at::Tensor w4 = torch::zeros({3, 4, 4, 4}, at::kDouble);
  for (int y = 0; y < 4; ++y) {
    for (int z = 0; z < 4; ++z) {
      for (int a = 0; a < 3; ++a) {
        for (int b = 0; b < 3; ++b) {
          const bool meets = (a == 2 - y || a == 3 - y) && (b == 2 - z || b == 3 - z);
          if (meets) w4.select(2, y).select(2, z).add_(w3.select(2, a).select(2, b).t());
        }
      }
    }
  }
  const at::Tensor found = at::conv_transpose2d(x, w4, {}, 2, 1);
  EXPECT_TRUE(torch::allclose(found, expected, 1e-10, 1e-12));
}

TEST(Resnet, HasTheParametersOfItsPlanAndTheShapesThatWereAskedFor) {
  for (const auto& architecture : architecture_table()) {
    for (const auto normalization : {Normalization::batch, Normalization::spectral}) {
      for (const ImageShape& shape : {ImageShape{3, 32, 32}, {1, 17, 23}, {4, 48, 30}}) {
        GeneratorOptions g{.latent = 10, .width = 4, .normalization = normalization, .classes = 2};
        DiscriminatorOptions d{.width = 4, .normalization = normalization, .classes = 2};
        const auto generator = architecture.make_generator(g, shape, 1);
        const auto discriminator = architecture.make_discriminator(d, shape, 1);
        EXPECT_EQ(parameters_of(*generator), planned(architecture.plan_generator(g, shape)));
        EXPECT_EQ(parameters_of(*discriminator),
                  planned(architecture.plan_discriminator(d, shape)));
        const Pass pass = {.labels = torch::tensor({0, 1})};
        const at::Tensor images = generator->forward(torch::randn({2, 10}), pass);
        EXPECT_EQ(images.sizes(),
                  (std::vector<std::int64_t>{2, shape.channels, shape.height, shape.width}));
        EXPECT_LE(images.abs().max().item<double>(), 1);
        EXPECT_EQ(discriminator->forward(images, pass).sizes(), std::vector<std::int64_t>{2});
      }
    }
  }
}

// The networks written down with torch::nn::functional, from the parameters by their names.
TEST(Resnet, DiscriminatorIsWhatItsPlanSays) {
  torch::manual_seed(2);
  ResnetDiscriminator network({.width = 4, .normalization = Normalization::none}, {3, 16, 16}, 1);
  const torch::NoGradGuard no_grad;
  for (auto& parameter : network.parameters()) parameter.normal_(0, 0.2);
  const auto parameters = network.named_parameters();
  const auto conv = [&](const at::Tensor& x, const std::string& name, int stride, int padding) {
    return at::conv2d(x, parameters[name + ".weight"], parameters[name + ".bias"], stride, padding);
  };
  const auto act = [](const at::Tensor& x) { return at::leaky_relu(x, 0.2); };
  at::Tensor x = torch::randn({3, 3, 16, 16}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor found = network.forward(x, Pass{});
  for (int i = 0; i < 2; ++i) {
    const std::string block = "blocks." + std::to_string(i);
    const at::Tensor first = conv(i == 0 ? x : act(x), block + ".first", 1, 1);
    x = conv(act(first), block + ".second", 2, 1) + conv(x, block + ".shortcut", 2, 0);
  }
  const at::Tensor expected = conv(act(x), "output", 1, 0).view({-1});
  EXPECT_TRUE(torch::allclose(found, expected, 1e-4, 1e-5));
}

TEST(Resnet, GeneratorIsWhatItsPlanSays) {
  torch::manual_seed(3);
  ResnetGenerator network({.latent = 6, .width = 4}, {3, 17, 16}, 1);
  const auto parameters = network.named_parameters();
  const auto up = [&](const at::Tensor& x, const std::string& name, int padding, int odd) {
    return at::conv_transpose2d(x, parameters[name + ".weight"], {}, 2, padding, {odd, 0});
  };
  const auto before = [&](const at::Tensor& x, const std::string& name) {
    const at::Tensor y = at::batch_norm(x, parameters[name + ".weight"], parameters[name + ".bias"],
                                        {}, {}, true, 0.1, 1e-5, false);
    return at::relu(y);
  };
  const at::Tensor z = torch::randn({4, 6});
  const at::Tensor found = network.forward(z, Pass{});
  at::Tensor x = at::conv_transpose2d(z.view({4, 6, 1, 1}), parameters["input.weight"]);
  for (int i = 0; i < 2; ++i) {
    const std::string block = "blocks." + std::to_string(i);
    const int odd = i == 1 ? 1 : 0;
    at::Tensor y = up(before(x, block + ".norm1"), block + ".first", 1, odd);
    y = at::conv2d(before(y, block + ".norm2"), parameters[block + ".second.weight"], {}, 1, 1);
    x = y + up(x, block + ".shortcut", 0, odd);
  }
  x = at::conv2d(before(x, "norm"), parameters["output.weight"], {}, 1, 1);
  EXPECT_TRUE(torch::allclose(found, at::tanh(x), 1e-4, 1e-5));
}

TEST(Resnet, TracesEveryActivation) {
  ResnetDiscriminator network({.width = 4}, {3, 16, 16}, 1);
  Trace trace;
  network.forward(torch::randn({4, 3, 16, 16}), {.trace = &trace});
  std::vector<std::string> names;
  for (const auto& one : trace) names.push_back(one.layer);
  EXPECT_EQ(names, (std::vector<std::string>{"blocks.0.2", "blocks.1.1", "blocks.1.2", "output"}));
}

}  // namespace
}  // namespace leakygan
