#include "models/between.h"

#include <torch/nn/module.h>

#include "models/leaky_relu.h"

namespace leakygan {
namespace {

bool is_piecewise_linear(const Activation& activation) {
  return activation.kind == ActivationKind::relu || activation.kind == ActivationKind::leaky_relu;
}

std::int64_t groups_of(const BetweenOptions& options) {
  if (options.normalization == Normalization::layer) return 1;
  if (options.normalization == Normalization::instance) return options.channels;
  return group_count(options.channels);
}

}  // namespace

Between::Between(torch::nn::Module& owner, const std::string& suffix, const BetweenOptions& options)
    : applied_(options.activation) {
  const bool normalizes = is_layer(options.normalization);
  if (options.normalization == Normalization::batch) {
    batch_ = owner.register_module("norm" + suffix, BatchNormalization(options.channels));
  } else if (normalizes) {
    group_ = owner.register_module("norm" + suffix,
                                   GroupNormalization(options.channels, groups_of(options)));
  }
  if (normalizes && options.classes > 0) {
    class_ = owner.register_module("class" + suffix, ClassScale(options.classes, options.channels));
  }
  if (!applied_) return;
  if (batch_ && !class_ && is_piecewise_linear(*applied_)) {
    slope_ = applied_->slope;
  } else {
    activation_ = owner.register_module("activation" + suffix, ActivationLayer(*applied_));
  }
}

at::Tensor Between::forward(at::Tensor x, const Pass& pass, const std::string& layer) {
  if (pass.trace == nullptr || !applied_) {
    x = normalize(std::move(x), pass, slope_);
    return activation_ ? activation_(std::move(x)) : x;
  }
  const at::Tensor z = normalize(std::move(x), pass, 1);
  // The copy is for activations that overwrite what they are given.
  at::Tensor y = activation_ ? activation_(z.clone()) : leaky_relu(z, slope_);
  pass.trace->push_back({layer, activation_ ? activation_->now() : *applied_, z, y});
  return y;
}

at::Tensor Between::normalize(at::Tensor x, const Pass& pass, double slope) {
  if (batch_) x = batch_(x, slope, pass.groups);
  if (group_) x = group_(x);
  return class_ ? class_(x, pass.labels) : x;
}

}  // namespace leakygan
