#include "models/activation_layer.h"

#include <torch/types.h>

#include "models/leaky_relu.h"

namespace leakygan {

ActivationLayerImpl::ActivationLayerImpl(const Activation& activation) : activation_(activation) {
  if (entry(activation.kind).trainable) {
    slope_ = register_parameter("slope", torch::full({1}, activation.slope));
  }
}

at::Tensor ActivationLayerImpl::forward(at::Tensor x) {
  switch (activation_.kind) {
    case ActivationKind::relu:
      return at::relu_(x);
    case ActivationKind::leaky_relu:
      return leaky_relu_(std::move(x), activation_.slope);
    case ActivationKind::prelu:
      return at::prelu(x, slope_);
    case ActivationKind::elu:
      return at::elu_(x);
    case ActivationKind::selu:
      return at::selu_(x);
    case ActivationKind::gelu:
      return at::gelu(x);
    case ActivationKind::silu:
      return at::silu(x);
  }
  TORCH_INTERNAL_ASSERT(false);
}

Activation ActivationLayerImpl::now() const {
  if (!slope_.defined()) return activation_;
  return {activation_.kind, slope_.item<double>()};
}

}  // namespace leakygan
