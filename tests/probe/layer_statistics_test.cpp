#include "probe/layer_statistics.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/activation_layer.h"

namespace leakygan {
namespace {

Activation activation(const std::string& name) {
  const ActivationEntry& row = *find_activation(name);
  return {row.kind, row.default_slope.value_or(0)};
}

LayerReport report_of(const Activation& f, const std::vector<at::Tensor>& inputs) {
  const auto traced = [&](const at::Tensor& z) {
    const torch::NoGradGuard no_grad;
    return TracedActivation{"layers.1", f, z, ActivationLayer(f)(z.clone())};
  };
  LayerStatistics statistics(traced(inputs[0]));
  for (const auto& z : inputs) {
    statistics.add(traced(z));
    statistics.add_gradient(z.relu());
  }
  return statistics.report();
}

// Channel 0 is never above 0, channel 1 at one of its two positions, channel 2 at neither.
at::Tensor planted() {
  at::Tensor z = torch::randn({8, 3, 2, 1});
  z.select(1, 0).abs_().neg_();
  z.select(1, 1).select(1, 1).abs_().neg_();
  z[3][2].abs_();
  z[3][1][0].abs_();
  return z;
}

TEST(LayerStatistics, AReluIsDeadWhereItIsInactiveAndALeakyOneNever) {
  const at::Tensor z = planted();
  const LayerReport relu = report_of(activation("relu"), {z});
  EXPECT_EQ(relu.channels, 3);
  EXPECT_EQ(relu.units, 6);
  EXPECT_EQ(relu.inactive_channels, 1);
  EXPECT_EQ(relu.dead_channels, 1);
  EXPECT_EQ(relu.inactive_units, 3);
  EXPECT_EQ(relu.dead_units, 3);
  EXPECT_EQ(relu.inactive, (std::vector<bool>{true, false, false}));
  const LayerReport leaky = report_of(activation("leaky_relu"), {z});
  EXPECT_EQ(leaky.inactive_channels, 1);
  EXPECT_EQ(leaky.inactive_units, 3);
  EXPECT_EQ(leaky.dead_channels, 0);
  EXPECT_EQ(leaky.dead_units, 0);
}

TEST(LayerStatistics, ALeakyOneOfSlopeZeroIsARelu) {
  const at::Tensor z = planted();
  const LayerReport leaky = report_of({ActivationKind::leaky_relu, 0.0}, {z});
  const LayerReport relu = report_of(activation("relu"), {z});
  EXPECT_EQ(leaky.dead_channels, relu.dead_channels);
  EXPECT_EQ(leaky.dead_units, relu.dead_units);
  EXPECT_EQ(leaky.dormant_channels, relu.dormant_channels);
  EXPECT_EQ(leaky.gate, relu.gate);
  EXPECT_EQ(leaky.squared_gate, relu.squared_gate);
}

TEST(LayerStatistics, ASmoothOneIsDeadOnlyWhereItsDerivativeVanishes) {
  at::Tensor z = planted();
  EXPECT_EQ(report_of(activation("elu"), {z}).dead_channels, 0);
  EXPECT_EQ(report_of(activation("elu"), {z}).inactive_channels, 1);
  z.select(1, 0).fill_(-200);
  EXPECT_EQ(report_of(activation("elu"), {z}).dead_channels, 1);
}

TEST(LayerStatistics, AUnitThatIsAboveZeroInAnyChunkIsActive) {
  const at::Tensor z = planted();
  at::Tensor later = planted();
  later[7][0][1].abs_().add_(1);
  const LayerReport report = report_of(activation("relu"), {z, later, z});
  EXPECT_EQ(report.inactive_channels, 0);
  EXPECT_EQ(report.inactive_units, 2);
}

TEST(LayerStatistics, AConstantChannelIsCollapsedHoweverLarge) {
  at::Tensor z = torch::randn({64, 5, 4, 4});
  z.select(1, 2).fill_(1000.1F);
  EXPECT_EQ(report_of(activation("leaky_relu"), {z, z}).collapsed_channels, 1);
  z.select(1, 4).mul_(1e-4).add_(3);
  EXPECT_EQ(report_of(activation("leaky_relu"), {z, z}).collapsed_channels, 2);
  z.select(1, 4).sub_(3).mul_(1e2);
  EXPECT_EQ(report_of(activation("leaky_relu"), {z, z}).collapsed_channels, 1);
}

TEST(LayerStatistics, AChannelIsDormantByItsShareOfTheLayersMean) {
  // Means of |f(z)| that are 0, 0.02, 0.08 and 1 or so times the layer's.
  at::Tensor z = torch::ones({4, 8, 2, 2});
  z.select(1, 0).fill_(-1);
  z.select(1, 1).fill_(0.014F);
  z.select(1, 2).fill_(0.05F);
  using Counts = std::array<std::int64_t, 3>;
  EXPECT_EQ(report_of(activation("relu"), {z}).dormant_channels, (Counts{1, 2, 3}));
  EXPECT_EQ(report_of({ActivationKind::leaky_relu, 0.5}, {z}).dormant_channels, (Counts{0, 1, 2}));
  EXPECT_EQ(report_of(activation("relu"), {-z.abs()}).dormant_channels, (Counts{8, 8, 8}));
}

// f and f' by their formulas, in double.
std::pair<at::Tensor, at::Tensor> by_formula(const Activation& f, const at::Tensor& z) {
  const at::Tensor above = z.gt(0).to(at::kDouble);
  const at::Tensor below = 1 - above;
  constexpr double kScale = 1.0507009873554805;
  constexpr double kAlpha = 1.6732632423543772;
  switch (f.kind) {
    case ActivationKind::elu:
      return {above * z + below * torch::expm1(z), above + below * torch::exp(z)};
    case ActivationKind::selu:
      return {kScale * (above * z + below * kAlpha * torch::expm1(z)),
              kScale * (above + below * kAlpha * torch::exp(z))};
    case ActivationKind::gelu: {
      const at::Tensor share = (1 + torch::erf(z / std::sqrt(2.0))) / 2;
      return {z * share, share + z * torch::exp(-z * z / 2) / std::sqrt(2 * M_PI)};
    }
    case ActivationKind::silu: {
      const at::Tensor s = 1 / (1 + torch::exp(-z));
      return {z * s, s * (1 + z * (1 - s))};
    }
    default:
      return {above * z + below * f.slope * z, above + below * f.slope};
  }
}

TEST(LayerStatistics, AreThoseOfTheFormulasInDouble) {
  for (const auto& row : activation_table()) {
    const Activation f = activation(row.name);
    const at::Tensor z = torch::randn({3, 16, 24, 4, 4}) + torch::randn({24, 1, 1});
    const LayerReport report = report_of(f, {z[0], z[1], z[2]});
    const auto [y, gate] = by_formula(f, z.to(at::kDouble));
    EXPECT_NEAR(report.negative_share, z.le(0).to(at::kDouble).mean().item<double>(), 1e-14);
    EXPECT_NEAR(report.gate, gate.mean().item<double>(), 1e-6) << row.name;
    EXPECT_NEAR(report.squared_gate, gate.square().mean().item<double>(), 1e-6) << row.name;
    EXPECT_NEAR(report.gradient_zeros, report.negative_share, 1e-14) << row.name;
    const at::Tensor sizes = y.abs().mean({0, 1, 3, 4});
    EXPECT_EQ(report.dormant_channels[2], sizes.le(0.1 * sizes.mean()).sum().item<int>());
    const at::Tensor largest = z.amax({0, 1});
    EXPECT_EQ(report.inactive_units, largest.le(0).sum().item<int>()) << row.name;
  }
}

}  // namespace
}  // namespace leakygan
