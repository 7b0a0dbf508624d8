#include "probe/layer_statistics.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/activation_layer.h"

namespace leakygan {
namespace {

// f' at and below 0 of those that have two; nothing for smooth ones.
std::optional<double> slope_below_zero(const Activation& activation) {
  if (activation.kind == ActivationKind::relu) return 0.0;
  if (entry(activation.kind).default_slope) return activation.slope;
  return std::nullopt;
}

// f'(z), the shape of z.
at::Tensor derivative(const Activation& activation, const at::Tensor& z) {
  const at::AutoGradMode with_graph(true);
  const at::Tensor x = z.detach().requires_grad_();
  const at::Tensor y = ActivationLayer(activation)(x.clone());
  return torch::autograd::grad({y}, {x}, {at::ones_like(y)}).front();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

LayerStatistics::LayerStatistics(const TracedActivation& traced)
    : layer_(traced.layer),
      activation_(traced.activation),
      sums_(traced.input.size(1), traced.input.size(2) * traced.input.size(3)) {}

void LayerStatistics::add(const TracedActivation& traced) {
  sums_.add(traced.input, traced.output);
  if (slope_below_zero(activation_)) return;
  const at::Tensor gate = derivative(activation_, traced.input);
  const at::Tensor largest = gate.abs().amax(0).permute({1, 2, 0}).contiguous().to(at::kCPU);
  largest_gate_ = largest_gate_.defined() ? at::maximum(largest_gate_, largest) : largest;
  gate_ += gate.sum(at::kDouble).item<double>();
  squared_gate_ += gate.square().sum(at::kDouble).item<double>();
}

void LayerStatistics::add_gradient(const at::Tensor& gradient) {
  gradients_ += gradient.numel();
  zeros_ += gradient.numel() - gradient.count_nonzero().item<std::int64_t>();
}

LayerReport LayerStatistics::report() const {
  LayerReport report = {.layer = layer_, .activation = activation_};
  report.channels = sums_.channels;
  report.units = sums_.channels * sums_.positions;
  count_inactive(report);
  count_channels(report);
  average_gate(report);
  report.gradient_zeros = static_cast<double>(zeros_) / static_cast<double>(gradients_);
  return report;
}

void LayerStatistics::count_inactive(LayerReport& report) const {
  const auto slope = slope_below_zero(activation_);
  const float* gate = slope ? nullptr : largest_gate_.const_data_ptr<float>();
  const auto channels = static_cast<std::size_t>(sums_.channels);
  std::vector<std::int64_t> inactive(channels);
  std::vector<std::int64_t> dead(channels);
  for (std::size_t unit = 0; unit < sums_.largest.size(); ++unit) {
    if (sums_.largest[unit] > 0) continue;
    inactive[unit % channels] += 1;
    if (slope ? *slope == 0 : gate[unit] == 0) dead[unit % channels] += 1;
  }
  report.inactive_units = std::accumulate(inactive.begin(), inactive.end(), std::int64_t{0});
  report.dead_units = std::accumulate(dead.begin(), dead.end(), std::int64_t{0});
  report.inactive_channels = std::count(inactive.begin(), inactive.end(), sums_.positions);
  report.dead_channels = std::count(dead.begin(), dead.end(), sums_.positions);
  for (const auto units : inactive) report.inactive.push_back(units == sums_.positions);
}

void LayerStatistics::count_channels(LayerReport& report) const {
  const auto count = static_cast<double>(sums_.images * sums_.positions);
  std::vector<double> deviations;
  for (std::size_t c = 0; c < sums_.sums.size(); ++c) {
    const double mean = sums_.sums[c] / count;
    deviations.push_back(std::sqrt(std::max(0.0, sums_.squares[c] / count - mean * mean)));
  }
  const double collapsed = kCollapsedBelow * median(deviations);
  report.collapsed_channels = std::count_if(deviations.begin(), deviations.end(),
                                            [&](double value) { return value <= collapsed; });
  const double mean_size = std::accumulate(sums_.sizes.begin(), sums_.sizes.end(), 0.0) /
                           static_cast<double>(sums_.channels);
  for (std::size_t i = 0; i < kDormantBelow.size(); ++i) {
    report.dormant_channels[i] =
        std::count_if(sums_.sizes.begin(), sums_.sizes.end(),
                      [&](double size) { return size <= kDormantBelow[i] * mean_size; });
  }
}

void LayerStatistics::average_gate(LayerReport& report) const {
  const auto count = static_cast<double>(sums_.images * report.units);
  report.negative_share =
      std::accumulate(sums_.not_positive.begin(), sums_.not_positive.end(), 0.0) / count;
  if (const auto slope = slope_below_zero(activation_)) {
    const double open = 1 - report.negative_share;
    report.gate = open + *slope * report.negative_share;
    report.squared_gate = open + *slope * *slope * report.negative_share;
  } else {
    report.gate = gate_ / count;
    report.squared_gate = squared_gate_ / count;
  }
}

}  // namespace leakygan
