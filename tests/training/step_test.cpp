#include "training/step.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <limits>

#include "models/registry.h"
#include "tests/training/step_options_test.h"
#include "training/finite.h"

namespace leakygan {
namespace {

using testing::copies;
using testing::kImage;

Config narrow() {
  Config config;
  config.generator.width = 4;
  config.generator.latent = 8;
  config.discriminator.width = 4;
  config.training.batch = 6;
  return config;
}

at::Tensor six_images() {
  return torch::rand({6, 3, 16, 16}).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast);
}

bool equal(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!torch::equal(a[i], b[i])) return false;
  }
  return a.size() == b.size();
}

// One step as PyTorch's DCGAN example takes it: binary cross entropy of probabilities, plain Adam,
// every gradient left on.
void step_of_the_example(Generator& g, Discriminator& d, torch::optim::Adam& g_adam,
                         torch::optim::Adam& d_adam, const at::Tensor& real,
                         const at::Tensor& latents) {
  const auto ones = torch::ones({real.size(0)});
  const auto loss = [](const at::Tensor& logits, const at::Tensor& label) {
    return torch::binary_cross_entropy(torch::sigmoid(logits), label);
  };
  d.zero_grad();
  loss(d.forward(real), ones).backward();
  const auto fake = g.forward(latents);
  loss(d.forward(fake.detach()), ones - 1).backward();
  d_adam.step();
  g.zero_grad();
  loss(d.forward(fake), ones).backward();
  g_adam.step();
}

TEST(Step, DoesWhatThePublicExampleDoes) {
  const Config config = narrow();
  Gan gan(config, kImage, at::kCPU);
  const auto g = architecture("dcgan").make_generator(config.generator, kImage, config.seed);
  const auto d =
      architecture("dcgan").make_discriminator(config.discriminator, kImage, config.seed);
  const auto options = torch::optim::AdamOptions(2e-4).betas({0.5, 0.999});
  torch::optim::Adam g_adam(g->parameters(), options);
  torch::optim::Adam d_adam(d->parameters(), options);
  for (int i = 0; i < 5; ++i) {
    const auto real = six_images();
    const auto latents = torch::randn({6, 8});
    gan.step({.batches = {{real, latents}}});
    step_of_the_example(*g, *d, g_adam, d_adam, real, latents);
  }
  // Adam divides by the gradient's size, so where a gradient is nearly 0 its rounding decides; five
  // steps move a weight by up to 1e-3.
  const auto expect_close = [](const auto& ours, const auto& theirs) {
    for (std::size_t i = 0; i < ours.size(); ++i) {
      EXPECT_LT((ours[i] - theirs[i]).abs().mean().template item<double>(), 2e-6) << i;
    }
  };
  expect_close(gan.generator().parameters(), g->parameters());
  expect_close(gan.discriminator().parameters(), d->parameters());
}

TEST(Step, LeavesNoGradientOfTheGeneratorsLossInTheDiscriminator) {
  Gan gan(narrow(), kImage, at::kCPU);
  const auto real = six_images();
  const auto latents = torch::randn({6, 8});
  const StepReport report = gan.step({.batches = {{real, latents}}});
  // The gradients that the discriminator holds are still those of its own loss.
  EXPECT_NEAR(finite_gradient_norm("discriminator", gan.discriminator()),
              report.discriminator_gradient, 1e-6 * report.discriminator_gradient);
  for (const auto& parameter : gan.discriminator().parameters()) {
    EXPECT_TRUE(parameter.requires_grad());
  }
}

TEST(Step, AnImageThatIsNotFiniteStopsBeforeAnyWeightChanges) {
  Gan gan(narrow(), kImage, at::kCPU);
  const auto generator = copies(gan.generator());
  const auto discriminator = copies(gan.discriminator());
  auto real = six_images();
  real[2][1][3][3] = std::numeric_limits<float>::quiet_NaN();
  try {
    gan.step({.batches = {{real, torch::randn({6, 8})}}});
    FAIL() << "no exception";
  } catch (const Diverged& e) {
    EXPECT_STREQ(e.what(), "the discriminator's loss is not a number");
  }
  EXPECT_TRUE(equal(generator, copies(gan.generator())));
  EXPECT_TRUE(equal(discriminator, copies(gan.discriminator())));
}

TEST(Step, CountsTheLogitsWhereTheLossHasNoDerivative) {
  Config config = narrow();
  config.objective.loss = "hinge";
  Gan gan(config, kImage, at::kCPU);
  const auto real = six_images();
  const auto latents = torch::randn({6, 8});
  const auto fake = gan.generator().forward(latents).detach();
  const auto discriminator =
      architecture("dcgan").make_discriminator(config.discriminator, kImage, config.seed);
  {
    const torch::NoGradGuard no_grad;  // logits on both sides of the margin
    gan.discriminator().parameters().back().mul_(50);
    discriminator->parameters().back().mul_(50);
  }
  const auto logits = discriminator->forward(at::cat({real, fake}), {.groups = 2}).chunk(2);
  const auto flat = logits[0].gt(1).sum() + logits[1].lt(-1).sum();
  const StepReport report = gan.step({.batches = {{real, latents}}});
  EXPECT_GT(report.discriminator_saturation, 0);
  EXPECT_LT(report.discriminator_saturation, 1);
  EXPECT_NEAR(report.discriminator_saturation, flat.item<double>() / 12, 1e-15);
  EXPECT_EQ(report.generator_saturation, 0);
}

TEST(Step, IsTheSameWhetherTheDistanceOfSamplesIsMeasured) {
  Gan measured(narrow(), kImage, at::kCPU);
  Gan plain(narrow(), kImage, at::kCPU);
  for (int i = 0; i < 3; ++i) {
    const auto real = six_images();
    const auto latents = torch::randn({6, 8});
    EXPECT_TRUE(
        measured.step({.batches = {{real, latents}}, .measure_distance = true}).sample_distance);
    EXPECT_FALSE(plain.step({.batches = {{real, latents}}}).sample_distance);
  }
  EXPECT_TRUE(equal(copies(measured.generator()), copies(plain.generator())));
  EXPECT_TRUE(equal(copies(measured.discriminator()), copies(plain.discriminator())));
}

TEST(Finite, NamesTheParameterWhoseGradientIsNotFinite) {
  torch::nn::Linear layer(2, 2);
  layer->weight.mutable_grad() = torch::ones({2, 2});
  layer->bias.mutable_grad() = torch::tensor({1.0F, std::numeric_limits<float>::infinity()});
  try {
    finite_gradient_norm("network", *layer);
    FAIL() << "no exception";
  } catch (const Diverged& e) {
    EXPECT_STREQ(e.what(), "the gradient of network.bias is not finite");
  }
  layer->bias.mutable_grad() = torch::tensor({2.0F, 1.0F});
  EXPECT_NEAR(finite_gradient_norm("network", *layer), 3.0, 1e-6);
}

TEST(Sample, DependsOnTheLatentAloneAndNotOnItsBatch) {
  Gan gan(narrow(), kImage, at::kCPU);
  for (int i = 0; i < 3; ++i) gan.step({.batches = {{six_images(), torch::randn({6, 8})}}});
  const auto latents = torch::randn({7, 8});
  const auto together = sample(gan.generator(), latents, {}, at::kCPU, 7);
  const auto apart = sample(gan.generator(), latents, {}, at::kCPU, 2);
  EXPECT_TRUE(torch::allclose(together, apart, 0, 1e-6));
  const auto alone = sample(gan.generator(), latents.slice(0, 4, 5), {}, at::kCPU, 1);
  EXPECT_TRUE(torch::allclose(alone[0], together[4], 0, 1e-6));
}

TEST(Step, SlopeZeroAndReluTakeTheSameStep) {
  Config config = narrow();
  config.discriminator.activation = {ActivationKind::leaky_relu, 0.0};
  Gan leaky(config, kImage, at::kCPU);
  config.discriminator.activation = {ActivationKind::relu, 0.0};
  Gan relu(config, kImage, at::kCPU);
  const auto real = six_images();
  const auto latents = torch::randn({6, 8});
  const StepReport a = leaky.step({.batches = {{real, latents}}});
  const StepReport b = relu.step({.batches = {{real, latents}}});
  EXPECT_EQ(a.discriminator_loss, b.discriminator_loss);
  EXPECT_EQ(a.generator_loss, b.generator_loss);
}

}  // namespace
}  // namespace leakygan
