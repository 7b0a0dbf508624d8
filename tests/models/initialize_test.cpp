#include "models/initialize.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/dcgan.h"
#include "models/trace.h"

namespace leakygan {
namespace {

DiscriminatorOptions plain(Initialization init, const Activation& activation) {
  DiscriminatorOptions options;
  options.width = 64;
  options.normalization = Normalization::none;
  options.init = init;
  options.activation = activation;
  return options;
}

// Mean square of what each inner layer gives, of images of noise.
std::vector<double> mean_squares(const DiscriminatorOptions& options) {
  const torch::NoGradGuard no_grad;
  torch::manual_seed(1);
  DcganDiscriminator discriminator(options, {3, 64, 64}, 1);
  Trace trace;
  discriminator.forward(torch::randn({8, 3, 64, 64}), {.trace = &trace});
  std::vector<double> squares;
  for (const auto& traced : trace) {
    squares.push_back(traced.output.square().mean().item<double>());
  }
  return squares;
}

TEST(Initialize, WithGainEverySlopeKeepsTheScaleOfSignals) {
  for (const Activation& activation :
       {Activation{ActivationKind::relu, 0}, Activation{ActivationKind::leaky_relu, 0.01},
        Activation{ActivationKind::leaky_relu, 0.3}}) {
    // Sides of 64 to 4 pixels lose some at their borders; means of channels are not 0 behind them.
    for (const double square : mean_squares(plain(Initialization::gain, activation))) {
      EXPECT_GT(square, 0.5) << activation_text(activation);
      EXPECT_LT(square, 1.5) << activation_text(activation);
    }
  }
}

TEST(Initialize, FixedWeightsLoseTheSignalLayerByLayer) {
  const auto squares = mean_squares(plain(Initialization::fixed, {ActivationKind::relu, 0}));
  EXPECT_LT(squares.front(), 0.05);
  for (std::size_t i = 1; i < squares.size(); ++i) EXPECT_LT(squares[i], squares[i - 1]) << i;
}

TEST(Initialize, GainScalesTheSameDraws) {
  const Activation leaky = {ActivationKind::leaky_relu, 0.2};
  const DcganDiscriminator fixed(plain(Initialization::fixed, leaky), {3, 32, 32}, 7);
  const DcganDiscriminator scaled(plain(Initialization::gain, leaky), {3, 32, 32}, 7);
  // The first layer sums 3 x 4 x 4 numbers, the last 256 x 4 x 4 and has no activation.
  const auto ratio = [&](const std::string& name, double deviation) {
    const auto& drawn = fixed.named_parameters()[name];
    EXPECT_TRUE(
        torch::allclose(scaled.named_parameters()[name], drawn * (deviation / 0.02), 1e-5, 1e-8))
        << name;
  };
  ratio("layers.0.conv.weight", std::sqrt(2 / 1.04) / std::sqrt(48));
  ratio("layers.3.conv.weight", 1 / std::sqrt(256 * 16));
}

TEST(Initialize, ATransposedConvolutionSumsAQuarterOfItsKernel) {
  GeneratorOptions options;
  options.init = Initialization::gain;
  const auto layers = plan_generator(options, {3, 32, 32});
  const Activation relu = {ActivationKind::relu, 0};
  EXPECT_NEAR(initial_deviation(layers[0], Initialization::gain, relu), std::sqrt(2.0 / 100),
              1e-12);
  EXPECT_NEAR(initial_deviation(layers[1], Initialization::gain, relu),
              std::sqrt(2.0 / (4.0 * static_cast<double>(layers[1].in.channels))), 1e-12);
}

}  // namespace
}  // namespace leakygan
