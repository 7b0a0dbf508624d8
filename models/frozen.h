#pragma once

#include <ATen/core/Tensor.h>

#include <utility>
#include <vector>

namespace leakygan {

// While it lives, these parameters take no gradient: backward passes skip their part of the work.
class Frozen {
 public:
  explicit Frozen(std::vector<at::Tensor> parameters) : parameters_(std::move(parameters)) {
    for (const auto& parameter : parameters_) {
      took_gradient_.push_back(parameter.requires_grad());
      parameter.requires_grad_(false);
    }
  }
  Frozen(const Frozen&) = delete;
  Frozen& operator=(const Frozen&) = delete;
  ~Frozen() {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      parameters_[i].requires_grad_(took_gradient_[i]);
    }
  }

 private:
  std::vector<at::Tensor> parameters_;
  std::vector<bool> took_gradient_;
};

}  // namespace leakygan
