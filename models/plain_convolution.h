#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <optional>

#include "models/layer_plan.h"
#include "models/spectral_normalization.h"

namespace leakygan {

// A convolution of a planned layer, or a transposed one, as LibTorch computes it. Weights as in
// LibTorch: [out, in, h, w], transposed [in, out, h, w].
class PlainConvolutionImpl : public torch::nn::Module {
 public:
  // `spectral` is the largest singular value that the weights are given, if any.
  PlainConvolutionImpl(const PlannedLayer& plan, bool transposed, std::optional<double> spectral);

  // Channels-last images of the plan's shapes.
  at::Tensor forward(const at::Tensor& x);

 private:
  PlannedLayer plan_;
  bool transposed_;
  at::Tensor weight_;
  at::Tensor bias_;
  SpectralNormalization spectral_ = nullptr;
};

TORCH_MODULE(PlainConvolution);

}  // namespace leakygan
