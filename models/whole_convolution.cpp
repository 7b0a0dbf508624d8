#include "models/whole_convolution.h"

#include <ATen/ATen.h>

namespace leakygan {
namespace {

// [A, B, h, w] -> [A, h w B], which is how channels-last memory holds it.
at::Tensor as_matrix(const at::Tensor& x) {
  return x.permute({0, 2, 3, 1}).reshape({x.size(0), -1});
}

}  // namespace

WholeConvolutionImpl::WholeConvolutionImpl(Direction direction, const ImageShape& fine,
                                           std::int64_t coarse_channels, bool bias,
                                           std::optional<double> spectral)
    : direction_(direction),
      weight_(register_parameter(
          "weight", at::zeros({coarse_channels, fine.channels, fine.height, fine.width}))) {
  const bool up = direction == Direction::up;
  const std::int64_t outputs = up ? fine.channels : coarse_channels;
  if (bias) bias_ = register_parameter("bias", at::zeros({outputs}));
  if (spectral) {
    spectral_ = register_module("spectral", SpectralNormalization(outputs, up ? 1 : 0, *spectral));
  }
}

at::Tensor WholeConvolutionImpl::forward(const at::Tensor& x) {
  const at::Tensor weights = as_matrix(spectral_ ? spectral_(weight_) : weight_);
  at::Tensor y;
  if (direction_ == Direction::up) {
    y = at::mm(x.flatten(1), weights)
            .view({x.size(0), weight_.size(2), weight_.size(3), weight_.size(1)})
            .permute({0, 3, 1, 2});
  } else {
    y = at::mm(as_matrix(x), weights.t()).view({x.size(0), weight_.size(0), 1, 1});
  }
  return bias_.defined() ? y + bias_.view({1, -1, 1, 1}) : y;
}

}  // namespace leakygan
