#pragma once

#include <torch/nn/module.h>

#include <string>
#include <vector>

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

// Scales all gradients of a network, of norm `norm` together, down to `most`, unless that is 0 or
// they are smaller (Pascanu et al. 2013, "On the difficulty of training recurrent neural networks",
// algorithm 1).
void clip_gradient(const std::vector<at::Tensor>& parameters, double norm, double most);

// Whether every parameter and buffer is finite.
bool all_finite(const torch::nn::Module& module);

}  // namespace leakygan
