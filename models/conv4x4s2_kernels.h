#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>

#include "kernels/convolution.h"
#include "models/convolution_choice.h"

namespace leakygan {

// LibTorch's, for every device and type; `height` and `width` are the fine side's.
at::Tensor direct_down(const at::Tensor& fine, const at::Tensor& weights);
at::Tensor direct_up(const at::Tensor& coarse, const at::Tensor& weights, std::int64_t height,
                     std::int64_t width);

// The three operators of a 4x4 convolution with stride 2 and padding 1, without autograd: each is
// the derivative of the other two. `fine` is [N, C, H, W], `coarse` [N, K, H / 2, W / 2], `weights`
// [K, C, 4, 4]; all float32 on the CPU, results channels-last.
//
// Keeps the packed weights of one parameter until its version counter says that they changed.
class Conv4x4s2Kernels : public torch::CustomClassHolder {
 public:
  at::Tensor down(const at::Tensor& fine, const at::Tensor& weights);
  at::Tensor up(const at::Tensor& coarse, const at::Tensor& weights, std::int64_t height,
                std::int64_t width);
  at::Tensor weight_gradient(const at::Tensor& fine, const at::Tensor& coarse);

  ConvolutionChoice choice;

 private:
  struct Packed {
    at::Tensor of;
    std::int64_t version = 0;
    const void* data = nullptr;
    PackedWeights weights;
  };
  using Pack = void (Convolution::*)(const float*, PackedWeights&, const Parallel&) const;
  // Null where the convolution packs them while it multiplies.
  const PackedWeights* packed(Packed& kept, const Convolution& convolution,
                              const at::Tensor& weights, Pack pack);

  Packed down_;
  Packed up_;
};

}  // namespace leakygan
