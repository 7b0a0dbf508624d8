#include "models/activation.h"

#include <cmath>

#include "support/text.h"

namespace leakygan {
namespace {

// E[f^2] = (1 + a^2) / 2 where f(z) = z above 0 and az below.
double piecewise_linear_gain(double slope) { return std::sqrt(2.0 / (1.0 + slope * slope)); }

// The smooth ones have no slope; E[f(z)^2] was integrated numerically to 12 digits, see
// tests/models/activation_test.cpp, which integrates it again.
double elu_gain(double) { return 1.0 / std::sqrt(0.644945417493); }
double selu_gain(double) { return 1.0; }
double gelu_gain(double) { return 1.0 / std::sqrt(0.425221482570); }
double silu_gain(double) { return 1.0 / std::sqrt(0.355775519817); }

}  // namespace

const std::vector<ActivationEntry>& activation_table() {
  using Kind = ActivationKind;
  static const std::vector<ActivationEntry> table = {
      {Kind::relu, "relu", {}, false, true, piecewise_linear_gain, "max(0, x)"},
      {Kind::leaky_relu, "leaky_relu", 0.2, false, true, piecewise_linear_gain, "max(slope x, x)"},
      {Kind::prelu, "prelu", 0.25, true, false, piecewise_linear_gain,
       "leaky with one slope a layer that is trained, from the given start"},
      {Kind::elu, "elu", {}, false, true, elu_gain, "x, or exp(x) - 1 below 0"},
      {Kind::selu, "selu", {}, false, true, selu_gain, "scaled elu"},
      {Kind::gelu, "gelu", {}, false, false, gelu_gain, "x times the normal distribution function"},
      {Kind::silu, "silu", {}, false, false, silu_gain, "x times the logistic function of x"},
  };
  return table;
}

const ActivationEntry& entry(ActivationKind kind) {
  return activation_table()[static_cast<std::size_t>(kind)];
}

const ActivationEntry* find_activation(const std::string& name) {
  for (const auto& row : activation_table()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

std::string activation_text(const Activation& activation) {
  const auto& row = entry(activation.kind);
  return row.default_slope ? row.name + " " + number_text(activation.slope) : row.name;
}

std::string slope_fault(double slope) {
  if (slope >= 0 && slope <= 1) return {};
  std::string range = "must be from 0 to 1";
  if (slope < 0 && slope >= -1) {
    return range +
           "; the slope of the negative side is written without a sign: " + number_text(-slope);
  }
  if (slope > 1) return range + "; above 1, max(slope x, x) is another function";
  return range;
}

}  // namespace leakygan
