#include "models/plain_convolution.h"

#include <ATen/ATen.h>

#include <utility>

namespace leakygan {

PlainConvolutionImpl::PlainConvolutionImpl(const PlannedLayer& plan, bool transposed,
                                           std::optional<double> spectral)
    : plan_(plan), transposed_(transposed) {
  std::int64_t first = plan.out.channels;
  std::int64_t second = plan.in.channels;
  if (transposed) std::swap(first, second);
  weight_ = register_parameter("weight",
                               at::zeros({first, second, plan.kernel_height, plan.kernel_width}));
  if (plan.bias) bias_ = register_parameter("bias", at::zeros({plan.out.channels}));
  if (spectral) {
    spectral_ = register_module(
        "spectral", SpectralNormalization(plan.out.channels, transposed ? 1 : 0, *spectral));
  }
}

at::Tensor PlainConvolutionImpl::forward(const at::Tensor& x) {
  const at::Tensor weight = spectral_ ? spectral_(weight_) : weight_;
  if (!transposed_) return at::conv2d(x, weight, bias_, plan_.stride, plan_.padding);
  return at::conv_transpose2d(x, weight, bias_, plan_.stride, plan_.padding,
                              {plan_.output_padding_height, plan_.output_padding_width});
}

}  // namespace leakygan
