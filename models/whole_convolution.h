#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

namespace leakygan {

// The layers at a DCGAN's ends: a convolution whose kernel is as large as its fine side, so that
// the coarse side is one pixel and it is a matrix product. Weights as in LibTorch:
// [in, out, h, w] going up, [out, in, h, w] going down.
class WholeConvolutionImpl : public torch::nn::Module {
 public:
  enum class Direction { down, up };

  // h, w: the sides of the fine side, and of the kernel.
  WholeConvolutionImpl(Direction direction, std::int64_t in_channels, std::int64_t out_channels,
                       std::int64_t height, std::int64_t width, bool bias);

  // Down: [N, in, h, w] -> [N, out, 1, 1]; up the other way. Channels-last in and out.
  at::Tensor forward(const at::Tensor& x);

 private:
  Direction direction_;
  at::Tensor weight_;
  at::Tensor bias_;
};

TORCH_MODULE(WholeConvolution);

}  // namespace leakygan
