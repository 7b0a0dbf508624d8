#include "models/activation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

namespace leakygan {
namespace {

// E[f(z)^2] for z ~ N(0, 1) by the trapezoidal rule.
double second_moment(const std::function<double(double)>& f) {
  constexpr double kStep = 1e-4;
  double sum = 0;
  for (double z = -12; z <= 12; z += kStep) {
    sum += f(z) * f(z) * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) * kStep;
  }
  return sum;
}

void expect_gain(ActivationKind kind, double slope, const std::function<double(double)>& f) {
  const double gain = entry(kind).gain(slope);
  EXPECT_NEAR(gain * gain * second_moment(f), 1.0, 1e-6) << entry(kind).name << " " << slope;
}

TEST(Activation, TheGainKeepsTheSecondMomentOfNormalInputs) {
  expect_gain(ActivationKind::relu, 0, [](double z) { return std::max(0.0, z); });
  for (const double a : {0.01, 0.2, 1.0}) {
    expect_gain(ActivationKind::leaky_relu, a, [=](double z) { return std::max(a * z, z); });
    expect_gain(ActivationKind::prelu, a, [=](double z) { return std::max(a * z, z); });
  }
  expect_gain(ActivationKind::elu, 0, [](double z) { return z > 0 ? z : std::expm1(z); });
  // The constants of Klambauer et al. (2017) that make it self-normalizing.
  expect_gain(ActivationKind::selu, 0, [](double z) {
    return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * std::expm1(z));
  });
  expect_gain(ActivationKind::gelu, 0,
              [](double z) { return z * 0.5 * std::erfc(-z / std::numbers::sqrt2); });
  expect_gain(ActivationKind::silu, 0, [](double z) { return z / (1 + std::exp(-z)); });
}

TEST(Activation, EveryKindIsFoundByItsNameAtItsPlace) {
  for (const auto& row : activation_table()) {
    EXPECT_EQ(&entry(row.kind), &row);
    EXPECT_EQ(find_activation(row.name), &row);
  }
  EXPECT_EQ(find_activation("leaky"), nullptr);
}

TEST(Activation, SlopesOutsideZeroToOneAreFaults) {
  EXPECT_EQ(slope_fault(0), "");
  EXPECT_EQ(slope_fault(1), "");
  EXPECT_NE(slope_fault(-0.2).find("without a sign: 0.2"), std::string::npos);
  EXPECT_NE(slope_fault(1.5), "");
  EXPECT_NE(slope_fault(std::nan("")), "");
}

}  // namespace
}  // namespace leakygan
