#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <optional>

#include "models/options.h"
#include "models/spectral_normalization.h"

namespace leakygan {

// The layers at a DCGAN's ends: a convolution whose kernel is as large as its fine side, so that
// the coarse side is one pixel and it is a matrix product. Weights as in LibTorch:
// [in, out, h, w] going up, [out, in, h, w] going down.
class WholeConvolutionImpl : public torch::nn::Module {
 public:
  enum class Direction { down, up };

  // The kernel is as large as `fine`. `spectral` is the largest singular value that the weights are
  // given, if any.
  WholeConvolutionImpl(Direction direction, const ImageShape& fine, std::int64_t coarse_channels,
                       bool bias, std::optional<double> spectral = {});

  // [N, C, h, w] -> [N, K, 1, 1], channels-last, or the other way.
  at::Tensor forward(const at::Tensor& x);

 private:
  Direction direction_;
  at::Tensor weight_;
  at::Tensor bias_;
  SpectralNormalization spectral_ = nullptr;
};

TORCH_MODULE(WholeConvolution);

}  // namespace leakygan
