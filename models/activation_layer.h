#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include "models/activation.h"

namespace leakygan {

// An activation as a layer. A trained slope is its parameter "slope", [1].
class ActivationLayerImpl : public torch::nn::Module {
 public:
  explicit ActivationLayerImpl(const Activation& activation);

  // Any shape. Overwrites x where the derivative can be read off the result; x must be the output
  // of a convolution or a normalization, which do not need it again.
  at::Tensor forward(at::Tensor x);

  // What it is, with the slope that a trained one has by now.
  Activation now() const;

 private:
  Activation activation_;
  at::Tensor slope_;  // defined only for a trained slope
};

TORCH_MODULE(ActivationLayer);

}  // namespace leakygan
