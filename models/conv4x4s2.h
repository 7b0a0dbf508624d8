#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <optional>

#include "models/conv4x4s2_kernels.h"
#include "models/spectral_normalization.h"

namespace leakygan {

// The layer that a DCGAN is made of: a 4x4 convolution with stride 2 and padding 1, down in a
// discriminator, its transpose (Dumoulin and Visin 2016, section 4) up in a generator. Weights
// are [in, out, 4, 4] going up and [out, in, 4, 4] going down, as in LibTorch: in both the first
// are the coarse side's channels.
//
// Float32 on the CPU is computed as was chosen, everything else by LibTorch. Derivatives of every
// order are right with both.
class Conv4x4s2Impl : public torch::nn::Module {
 public:
  enum class Direction { down, up };

  // `spectral` is the largest singular value that the weights are given, if any.
  Conv4x4s2Impl(Direction direction, const StridedLayer& layer, bool bias,
                std::optional<double> spectral = {});

  // [N, C, H, W] -> [N, K, H / 2, W / 2], channels-last, or the other way.
  at::Tensor forward(const at::Tensor& x);

  const StridedLayer& layer() const { return layer_; }
  void choose(const ConvolutionChoice& choice);

 private:
  Direction direction_;
  StridedLayer layer_;
  at::Tensor weight_;
  at::Tensor bias_;
  SpectralNormalization spectral_ = nullptr;
  c10::intrusive_ptr<Conv4x4s2Kernels> kernels_;
};

TORCH_MODULE(Conv4x4s2);

// Lets the network's layers go by the choices.
void choose_convolutions(torch::nn::Module& network, const ConvolutionChoices& choices);

}  // namespace leakygan
