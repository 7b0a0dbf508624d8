#include "training/finite.h"

#include <torch/nn/module.h>
#include <torch/utils.h>

#include <cmath>

namespace leakygan {

double finite(const std::string& what, const at::Tensor& scalar) {
  const auto value = scalar.item<double>();
  if (std::isnan(value)) throw Diverged(what + " is not a number");
  if (std::isinf(value)) throw Diverged(what + " is infinite");
  return value;
}

namespace {

// All numbers in the order of memory: a norm over other strides would copy them first.
at::Tensor flat(const at::Tensor& x) {
  return x.is_non_overlapping_and_dense() ? x.as_strided({x.numel()}, {1}) : x;
}

}  // namespace

double finite_gradient_norm(const std::string& network, const torch::nn::Module& module) {
  const torch::NoGradGuard no_grad;
  std::vector<at::Tensor> gradients;
  const auto parameters = module.named_parameters();
  for (const auto& parameter : parameters) gradients.push_back(flat(parameter.value().grad()));
  const at::Tensor norms = at::stack(at::_foreach_norm(gradients)).to(at::kCPU, at::kDouble);
  const auto* values = norms.const_data_ptr<double>();
  double squares = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw Diverged("the gradient of " + network + "." + parameters[i].key() + " is not finite");
    }
    squares += values[i] * values[i];
  }
  return std::sqrt(squares);
}

void clip_gradient(const std::vector<at::Tensor>& parameters, double norm, double most) {
  if (most == 0 || norm <= most) return;
  const torch::NoGradGuard no_grad;
  std::vector<at::Tensor> gradients;
  for (const auto& parameter : parameters) gradients.push_back(parameter.grad());
  at::_foreach_mul_(gradients, most / norm);
}

bool all_finite(const torch::nn::Module& module) {
  const torch::NoGradGuard no_grad;
  const auto is_finite = [](const at::Tensor& tensor) {
    return at::isfinite(tensor).all().item<bool>();
  };
  for (const auto& tensor : module.parameters()) {
    if (!is_finite(tensor)) return false;
  }
  for (const auto& tensor : module.buffers()) {
    if (!is_finite(tensor)) return false;
  }
  return true;
}

}  // namespace leakygan
