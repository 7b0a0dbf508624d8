#include "training/adam.h"

#include <torch/utils.h>

namespace leakygan {

Adam::Adam(std::vector<at::Tensor> parameters, const AdamOptions& options)
    : options_(options), parameters_(std::move(parameters)) {
  for (const auto& parameter : parameters_) {
    first_moments_.push_back(at::zeros_like(parameter));
    second_moments_.push_back(at::zeros_like(parameter));
  }
  steps_ = at::zeros({}, parameters_.front().options().dtype(at::kFloat));
}

void Adam::zero_grad() {
  for (auto& parameter : parameters_) parameter.mutable_grad().reset();
}

void Adam::step(double share) {
  const torch::NoGradGuard no_grad;
  std::vector<at::Tensor> gradients;
  for (const auto& parameter : parameters_) gradients.push_back(parameter.grad());
  steps_.add_(1);
  const std::vector<at::Tensor> steps(parameters_.size(), steps_);
  at::_fused_adam_(parameters_, gradients, first_moments_, second_moments_, {}, steps,
                   share * options_.lr, options_.beta1, options_.beta2, /*weight_decay=*/0,
                   options_.eps,
                   /*amsgrad=*/false, /*maximize=*/false);
  // The fused form leaves the version counters alone (LibTorch 2.13), and with them autograd's
  // check that nothing it saved was changed.
  for (const auto& parameter : parameters_) parameter.unsafeGetTensorImpl()->bump_version();
}

}  // namespace leakygan
