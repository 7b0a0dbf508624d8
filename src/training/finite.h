#pragma once

#include <torch/nn/module.h>

#include <string>

#include "support/error.h"

namespace leakygan {

// A loss or a gradient was infinite or not a number; the optimizer has not used it.
class Diverged : public Error {
 public:
  using Error::Error;
};

// Throws Diverged naming `what` when the scalar is not finite; else returns it.
double finite(const std::string& what, const at::Tensor& scalar);

// The Euclidean norm of all gradients of the network together. Throws Diverged naming the first
// parameter whose gradient is not finite.
double finite_gradient_norm(const std::string& network, const torch::nn::Module& module);

// Whether every parameter and buffer is finite.
bool all_finite(const torch::nn::Module& module);

}  // namespace leakygan
