#include "models/conv4x4s2.h"

#include <torch/autograd.h>
#include <torch/nn/module.h>

#include "models/conv4x4s2_kernels.h"

namespace leakygan {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;
using KernelsPointer = c10::intrusive_ptr<Conv4x4s2Kernels>;

// Each of the three is linear in both of its arguments, and its derivatives are the other two: so
// calling one another they give every order.
struct Down : Function<Down> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& fine,
                            const at::Tensor& weights, const KernelsPointer& kernels);
  static variable_list backward(AutogradContext* context, variable_list grads);
};

struct Up : Function<Up> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& coarse,
                            const at::Tensor& weights, std::int64_t height, std::int64_t width,
                            const KernelsPointer& kernels);
  static variable_list backward(AutogradContext* context, variable_list grads);
};

struct WeightGradient : Function<WeightGradient> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& fine,
                            const at::Tensor& coarse, const KernelsPointer& kernels);
  static variable_list backward(AutogradContext* context, variable_list grads);
};

void save(AutogradContext* context, const at::Tensor& a, const at::Tensor& b,
          const KernelsPointer& kernels) {
  context->save_for_backward({a, b});
  context->saved_data["kernels"] = c10::IValue::make_capsule(kernels);
}

KernelsPointer saved_kernels(AutogradContext* context) {
  return c10::static_intrusive_pointer_cast<Conv4x4s2Kernels>(
      context->saved_data["kernels"].toCapsule());
}

at::Tensor Down::forward(AutogradContext* context, const at::Tensor& fine,
                         const at::Tensor& weights, const KernelsPointer& kernels) {
  save(context, fine, weights, kernels);
  return kernels->down(fine, weights);
}

variable_list Down::backward(AutogradContext* context, variable_list grads) {
  const auto saved = context->get_saved_variables();
  const KernelsPointer kernels = saved_kernels(context);
  const at::Tensor& fine = saved[0];
  const at::Tensor& weights = saved[1];
  variable_list result(3);
  if (context->needs_input_grad(0)) {
    result[0] = Up::apply(grads[0], weights, fine.size(2), fine.size(3), kernels);
  }
  if (context->needs_input_grad(1)) {
    result[1] = WeightGradient::apply(fine, grads[0], kernels);
  }
  return result;
}

at::Tensor Up::forward(AutogradContext* context, const at::Tensor& coarse,
                       const at::Tensor& weights, std::int64_t height, std::int64_t width,
                       const KernelsPointer& kernels) {
  save(context, coarse, weights, kernels);
  return kernels->up(coarse, weights, height, width);
}

variable_list Up::backward(AutogradContext* context, variable_list grads) {
  const auto saved = context->get_saved_variables();
  const KernelsPointer kernels = saved_kernels(context);
  variable_list result(5);
  if (context->needs_input_grad(0)) result[0] = Down::apply(grads[0], saved[1], kernels);
  if (context->needs_input_grad(1)) {
    result[1] = WeightGradient::apply(grads[0], saved[0], kernels);
  }
  return result;
}

at::Tensor WeightGradient::forward(AutogradContext* context, const at::Tensor& fine,
                                   const at::Tensor& coarse, const KernelsPointer& kernels) {
  save(context, fine, coarse, kernels);
  return kernels->weight_gradient(fine, coarse);
}

variable_list WeightGradient::backward(AutogradContext* context, variable_list grads) {
  const auto saved = context->get_saved_variables();
  const KernelsPointer kernels = saved_kernels(context);
  const at::Tensor& fine = saved[0];
  const at::Tensor& coarse = saved[1];
  variable_list result(3);
  if (context->needs_input_grad(0)) {
    result[0] = Up::apply(coarse, grads[0], fine.size(2), fine.size(3), kernels);
  }
  if (context->needs_input_grad(1)) result[1] = Down::apply(fine, grads[0], kernels);
  return result;
}

}  // namespace

Conv4x4s2Impl::Conv4x4s2Impl(Direction direction, const StridedLayer& layer, bool bias,
                             std::optional<double> spectral)
    : direction_(direction),
      layer_(layer),
      weight_(
          register_parameter("weight", at::zeros({layer.coarse_channels, layer.channels, 4, 4}))),
      kernels_(c10::make_intrusive<Conv4x4s2Kernels>()) {
  const bool up = direction == Direction::up;
  const std::int64_t outputs = up ? layer.channels : layer.coarse_channels;
  if (bias) bias_ = register_parameter("bias", at::zeros({outputs}));
  if (spectral) {
    spectral_ = register_module("spectral", SpectralNormalization(outputs, up ? 1 : 0, *spectral));
  }
}

void Conv4x4s2Impl::choose(const ConvolutionChoice& choice) { kernels_->choice = choice; }

at::Tensor Conv4x4s2Impl::forward(const at::Tensor& x) {
  const bool up = direction_ == Direction::up;
  const bool ours =
      x.is_cpu() && x.scalar_type() == at::kFloat && weight_.scalar_type() == at::kFloat;
  const at::Tensor weight = spectral_ ? spectral_(weight_) : weight_;
  at::Tensor y;
  if (ours && up) {
    y = Up::apply(x, weight, layer_.height, layer_.width, kernels_);
  } else if (ours) {
    y = Down::apply(x, weight, kernels_);
  } else if (up) {
    y = direct_up(x, weight, layer_.height, layer_.width);
  } else {
    y = direct_down(x, weight);
  }
  return bias_.defined() ? y.add_(bias_.view({1, -1, 1, 1})) : y;
}

void choose_convolutions(torch::nn::Module& network, const ConvolutionChoices& choices) {
  for (const auto& module : network.modules()) {
    if (auto* layer = module->as<Conv4x4s2Impl>()) {
      layer->choose(find_choice(choices, layer->layer()));
    }
  }
}

}  // namespace leakygan
