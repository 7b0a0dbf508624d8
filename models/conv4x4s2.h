#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include "models/conv4x4s2_kernels.h"

namespace leakygan {

// The layer that a DCGAN is made of: a 4x4 convolution with stride 2 and padding 1, down in a
// discriminator, its transpose (Dumoulin and Visin 2016, section 4) up in a generator. Weights
// are [in, out, 4, 4] going up and [out, in, 4, 4] going down, as in LibTorch: in both the first
// are the coarse side's channels.
//
// Float32 on the CPU goes through the chosen kernels of src/kernels, everything else through
// LibTorch's. Derivatives of every order are right with each of them.
class Conv4x4s2Impl : public torch::nn::Module {
 public:
  enum class Direction { down, up };

  Conv4x4s2Impl(Direction direction, std::int64_t in_channels, std::int64_t out_channels,
                bool bias);

  // Down: [N, in, H, W] -> [N, out, H / 2, W / 2], rounded down; `out_height` and `out_width` say
  // which of two sizes is meant going up. Channels-last in and out.
  at::Tensor forward(const at::Tensor& x, std::int64_t out_height, std::int64_t out_width);

  void choose(const ConvolutionChoice& choice);

 private:
  Direction direction_;
  at::Tensor weight_;
  at::Tensor bias_;
  c10::intrusive_ptr<Conv4x4s2Kernels> kernels_;
};

TORCH_MODULE(Conv4x4s2);

}  // namespace leakygan
