#include "probe/layer_statistics.h"

#include <torch/autograd.h>

#include <algorithm>
#include <optional>

#include "models/activation_layer.h"
#include "models/tensor_memory.h"

namespace leakygan {
namespace {

// f' at and below 0 of those that have two; nothing for smooth ones.
std::optional<double> slope_below_zero(const Activation& activation) {
  if (activation.kind == ActivationKind::relu) return 0.0;
  if (entry(activation.kind).default_slope) return activation.slope;
  return std::nullopt;
}

// f'(z), the shape of z. Not from the graph of the pass, which few chunks have.
at::Tensor derivative(const Activation& activation, const at::Tensor& z) {
  const at::AutoGradMode with_graph(true);
  const at::Tensor x = z.detach().requires_grad_();
  const at::Tensor y = ActivationLayer(activation)(x.clone());
  return torch::autograd::grad({y}, {x}, {at::ones_like(y)}).front();
}

ChannelSums sums_of_shape(const at::Tensor& z) { return {z.size(1), z.size(2) * z.size(3)}; }

std::int64_t count(const at::Tensor& is) { return is.sum().item<std::int64_t>(); }

}  // namespace

LayerStatistics::LayerStatistics(const TracedActivation& traced)
    : layer_(traced.layer),
      activation_(traced.activation),
      values_(sums_of_shape(traced.input)),
      gates_(sums_of_shape(traced.input)) {}

void LayerStatistics::add(const TracedActivation& traced) {
  values_.add(traced.input, traced.output);
  if (slope_below_zero(activation_)) return;  // then the shares of both slopes say all
  const at::Tensor gate = derivative(activation_, traced.input);
  gates_.add(gate.abs(), gate);
}

void LayerStatistics::add_gradient(const at::Tensor& gradient) {
  const at::Tensor values = channels_last(gradient.to(at::kCPU));
  const auto* begin = values.const_data_ptr<float>();
  gradients_ += values.numel();
  zeros_ += std::count(begin, begin + values.numel(), 0.0F);  // a third of the operator's time
}

LayerReport LayerStatistics::report() const {
  LayerReport report = {.layer = layer_, .activation = activation_};
  report.channels = values_.largest.size(1);
  report.units = values_.largest.numel();
  count_inactive(report);
  count_channels(report);
  average_gate(report);
  report.gradient_zeros = static_cast<double>(zeros_) / static_cast<double>(gradients_);
  return report;
}

void LayerStatistics::count_inactive(LayerReport& report) const {
  const at::Tensor inactive = values_.largest <= 0;
  const auto slope = slope_below_zero(activation_);
  const at::Tensor dead =
      inactive.logical_and(slope ? at::full_like(inactive, *slope == 0) : gates_.largest == 0);
  report.inactive_units = count(inactive);
  report.dead_units = count(dead);
  report.dead_channels = count(dead.all(0));
  const at::Tensor channels = inactive.all(0);
  report.inactive_channels = count(channels);
  const auto* begin = channels.const_data_ptr<bool>();
  report.inactive.assign(begin, begin + channels.numel());
}

void LayerStatistics::count_channels(LayerReport& report) const {
  const auto number = static_cast<double>(values_.images * values_.largest.size(0));
  const at::Tensor variances = values_.squares / number - (values_.sums / number).square();
  const at::Tensor deviations = variances.clamp_min(0).sqrt();
  report.collapsed_channels = count(deviations <= kCollapsedBelow * deviations.quantile(0.5));
  for (std::size_t i = 0; i < kDormantBelow.size(); ++i) {
    report.dormant_channels[i] = count(values_.sizes <= kDormantBelow[i] * values_.sizes.mean());
  }
}

void LayerStatistics::average_gate(LayerReport& report) const {
  const auto number = static_cast<double>(values_.images * report.units);
  report.negative_share = values_.not_positive.sum().item<double>() / number;
  if (const auto slope = slope_below_zero(activation_)) {
    const double open = 1 - report.negative_share;
    report.gate = open + *slope * report.negative_share;
    report.squared_gate = open + *slope * *slope * report.negative_share;
  } else {
    report.gate = gates_.sums.sum().item<double>() / number;
    report.squared_gate = gates_.squares.sum().item<double>() / number;
  }
}

}  // namespace leakygan
