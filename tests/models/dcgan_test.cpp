#include "models/dcgan.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace leakygan {
namespace {

// The formula of make_reference.py.
at::Tensor wave(std::int64_t count, double phase, double scale) {
  const auto i = torch::arange(count, at::kDouble);
  return (scale * torch::sin(phase + 0.7 * i + i * i / 97.0)).to(at::kFloat);
}

void fill(torch::nn::Module& network) {
  const torch::NoGradGuard no_grad;
  double phase = 0;
  for (auto& p : network.parameters()) {
    const double scale = p.dim() == 4 ? 0.02 * 8 : 0.1;
    p.copy_(wave(p.numel(), phase, scale).view(p.sizes()) + (p.dim() == 1 ? 1.0 : 0.0));
    phase += 1;
  }
}

// Four projections of the tensor and its norm, within 1e-5 of the norm.
void expect_digest(const at::Tensor& tensor, const nlohmann::json& digest, const char* what) {
  const auto flat = tensor.detach().contiguous().flatten().to(at::kDouble);
  const double norm = digest[4].get<double>();
  EXPECT_NEAR(flat.norm().item<double>(), norm, 1e-5 * norm) << what;
  for (int phase = 0; phase < 4; ++phase) {
    const double value =
        (flat * wave(flat.numel(), phase, 1.0).to(at::kDouble)).sum().item<double>();
    EXPECT_NEAR(value, digest[static_cast<std::size_t>(phase)].get<double>(), 1e-5 * norm) << what;
  }
}

template <typename Network>
void expect_reference(Network& network, at::Tensor given, const nlohmann::json& reference) {
  given.requires_grad_();
  const auto out = network.forward(given);
  // Coefficients run over the output in row-major order, whatever its memory format.
  (out.contiguous().flatten() * wave(out.numel(), 3, 1.0)).sum().backward();
  expect_digest(out, reference["output"], "output");
  expect_digest(given.grad(), reference["input_gradient"], "input gradient");
  const auto parameters = network.parameters();
  ASSERT_EQ(parameters.size(), reference["parameter_gradients"].size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    expect_digest(parameters[i].grad(), reference["parameter_gradients"][i],
                  ("gradient of parameter " + std::to_string(i)).c_str());
  }
}

class DcganReference : public ::testing::TestWithParam<const char*> {};

TEST_P(DcganReference, GivesPyTorchsOutputsAndGradients) {
  std::ifstream file(std::string(LEAKYGAN_SOURCE_DIR) + "/tests/models/files/reference_" +
                     GetParam() + ".json");
  const auto reference = nlohmann::json::parse(file);
  const std::int64_t batch = reference["batch"];
  const std::int64_t latent = reference["latent"];
  const ImageShape image{3, reference["height"], reference["width"]};
  GeneratorOptions generator_options;
  generator_options.latent = latent;
  generator_options.width = reference["channels"];
  DiscriminatorOptions discriminator_options;
  discriminator_options.width = reference["channels"];
  DcganGenerator generator(generator_options, image, 1);
  DcganDiscriminator discriminator(discriminator_options, image, 1);
  fill(generator);
  fill(discriminator);
  expect_reference(generator, wave(batch * latent, 1, 1.0).view({batch, latent}),
                   reference["generator"]);
  expect_reference(discriminator,
                   wave(batch * 3 * image.height * image.width, 2, 1.0)
                       .view({batch, 3, image.height, image.width})
                       .contiguous(at::MemoryFormat::ChannelsLast),
                   reference["discriminator"]);
}

INSTANTIATE_TEST_SUITE_P(Sizes, DcganReference, ::testing::Values("64x64", "96x64", "48x80"));

TEST(Dcgan, MakesAndReadsImagesOfOddSizesAndAnyChannels) {
  for (const ImageShape& image : {ImageShape{1, 16, 16}, ImageShape{3, 100, 100},
                                  ImageShape{4, 37, 91}, ImageShape{3, 16, 512}}) {
    GeneratorOptions generator_options;
    generator_options.width = 4;
    DiscriminatorOptions discriminator_options;
    discriminator_options.width = 4;
    DcganGenerator generator(generator_options, image, 1);
    DcganDiscriminator discriminator(discriminator_options, image, 1);
    const auto images = generator.forward(torch::randn({2, 100}));
    EXPECT_EQ(images.sizes().vec(),
              (std::vector<std::int64_t>{2, image.channels, image.height, image.width}));
    EXPECT_LE(images.abs().max().item<float>(), 1.0F);
    EXPECT_EQ(discriminator.forward(images).sizes().vec(), std::vector<std::int64_t>{2});
  }
}

TEST(Dcgan, StartsFromThePublishedDistributions) {
  const DcganGenerator generator({}, {3, 64, 64}, 1);
  for (const auto& item : generator.named_parameters()) {
    const at::Tensor& p = item.value();
    const auto n = static_cast<double>(p.numel());
    const bool is_scale = p.dim() == 1 && item.key().ends_with("weight");
    const double deviation = item.key().ends_with("bias") ? 0 : 0.02;
    // Five standard errors of the mean and of the deviation.
    EXPECT_NEAR(p.mean().item<double>(), is_scale ? 1 : 0, 5 * deviation / std::sqrt(n) + 1e-12)
        << item.key();
    EXPECT_NEAR(p.std(false).item<double>(), deviation, 5 * deviation / std::sqrt(2 * n) + 1e-12)
        << item.key();
  }
}

TEST(Dcgan, TwoActivationsStartFromTheSameWeights) {
  DiscriminatorOptions options;
  const DcganDiscriminator leaky(options, {3, 32, 32}, 7);
  options.activation = {ActivationKind::prelu, 0.25};
  const DcganDiscriminator prelu(options, {3, 32, 32}, 7);
  const DcganDiscriminator other(options, {3, 32, 32}, 8);
  for (const auto& item : leaky.named_parameters()) {
    EXPECT_TRUE(torch::equal(item.value(), prelu.named_parameters()[item.key()])) << item.key();
  }
  EXPECT_FALSE(torch::equal(leaky.parameters()[0], other.parameters()[0]));
}

}  // namespace
}  // namespace leakygan
