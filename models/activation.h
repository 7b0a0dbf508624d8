#pragma once

#include <optional>
#include <string>
#include <vector>

namespace leakygan {

enum class ActivationKind { relu, leaky_relu, prelu, elu, selu, gelu, silu };

// An activation as a value: what a configuration says and a network is built from.
struct Activation {
  ActivationKind kind = ActivationKind::relu;
  double slope = 0.0;  // for kinds that have one (see ActivationEntry), else 0
};

// A row of the table of activations.
struct ActivationEntry {
  ActivationKind kind;
  std::string name;                     // as in a configuration
  std::optional<double> default_slope;  // only kinds with a slope below 0 have one
  bool trainable;                       // the slope is a parameter of the network
  bool in_place;                        // the result takes the place of the input
  // Factor on the standard deviation of weights that keeps the scale of signals,
  // 1 / sqrt(E[f(z)^2]) for z ~ N(0, 1) (He et al. 2015, eq. 14-15, for the piecewise linear).
  double (*gain)(double slope);
  std::string meaning;  // one clause for the documentation
};

// Every activation there is, in the order of the enum. Adding one: a row here and its function in
// activation_layer.cpp.
const std::vector<ActivationEntry>& activation_table();

const ActivationEntry& entry(ActivationKind kind);

// The row of that name; nullptr when there is none.
const ActivationEntry* find_activation(const std::string& name);

// "relu", "leaky_relu 0.2".
std::string activation_text(const Activation& activation);

// The message for a slope that cannot be used, empty for one in [0, 1]. Above 1 max(ax, x) is no
// longer "x above 0, ax below"; a negative one is usually the formula's minus sign misread.
std::string slope_fault(double slope);

}  // namespace leakygan
