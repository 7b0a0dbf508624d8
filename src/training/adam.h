#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "config/config.h"

namespace leakygan {

// Adam (Kingma and Ba 2015, algorithm 1) in one fused pass over all parameters.
class Adam {
 public:
  // The parameters keep their identity for the life of this object; each needs a gradient by the
  // time of a step.
  Adam(std::vector<at::Tensor> parameters, const AdamOptions& options);

  // Forgets the gradients.
  void zero_grad();

  // Updates the parameters from their gradients, with `share` of the learning rate.
  void step(double share = 1);

  // In the order given to the constructor; the moments correspond. steps() is a scalar, float32.
  // Whoever copies into them puts the optimizer where it was.
  const std::vector<at::Tensor>& parameters() const { return parameters_; }
  const std::vector<at::Tensor>& first_moments() const { return first_moments_; }
  const std::vector<at::Tensor>& second_moments() const { return second_moments_; }
  const at::Tensor& steps() const { return steps_; }

 private:
  AdamOptions options_;
  std::vector<at::Tensor> parameters_;
  std::vector<at::Tensor> first_moments_;
  std::vector<at::Tensor> second_moments_;
  at::Tensor steps_;  // how many were taken, a float on the parameters' device
};

}  // namespace leakygan
