#include "models/conv4x4s2_kernels.h"

#include <ATen/ATen.h>

#include "kernels/kernels.h"
#include "models/tensor_memory.h"
#include "models/threads.h"

namespace leakygan {
namespace {

constexpr std::array<std::int64_t, 2> kStride = {2, 2};
constexpr std::array<std::int64_t, 2> kPadding = {1, 1};

at::Tensor empty(at::IntArrayRef sizes, const at::Tensor& like) {
  return at::empty(sizes, like.options(), at::MemoryFormat::ChannelsLast);
}

Convolution convolution(std::int64_t batch, std::int64_t height, std::int64_t width,
                        const at::Tensor& weights) {
  return Convolution({batch, height, width, weights.size(1), weights.size(0)}, kernels().table);
}

}  // namespace

at::Tensor direct_down(const at::Tensor& fine, const at::Tensor& weights) {
  return at::conv2d(fine, weights, {}, kStride, kPadding);
}

at::Tensor direct_up(const at::Tensor& coarse, const at::Tensor& weights, std::int64_t height,
                     std::int64_t width) {
  return at::conv_transpose2d(coarse, weights, {}, kStride, kPadding, {height % 2, width % 2});
}

const PackedWeights* Conv4x4s2Kernels::packed(Packed& kept, const Convolution& convolution,
                                              const at::Tensor& weights, Pack pack) {
  if (!convolution.keeps_weights()) return nullptr;
  if (kept.of.is_same(weights) && kept.version == weights._version() &&
      kept.data == weights.const_data_ptr()) {
    return &kept.weights;
  }
  (convolution.*pack)(weights.const_data_ptr<float>(), kept.weights, in_threads());
  kept.of = weights;
  kept.version = weights._version();
  kept.data = weights.const_data_ptr();
  return &kept.weights;
}

at::Tensor Conv4x4s2Kernels::down(const at::Tensor& fine, const at::Tensor& weights) {
  if (choice.down == ConvolutionAlgorithm::direct) {
    return direct_down(fine, weights);
  }
  const at::Tensor from = channels_last(fine);
  const at::Tensor with = channels_last(weights);
  const auto own = convolution(fine.size(0), fine.size(2), fine.size(3), weights);
  at::Tensor coarse =
      empty({fine.size(0), weights.size(0), fine.size(2) / 2, fine.size(3) / 2}, fine);
  own.down(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
           packed(down_, own, with, &Convolution::pack_down), coarse.mutable_data_ptr<float>(),
           in_threads());
  return coarse;
}

at::Tensor Conv4x4s2Kernels::up(const at::Tensor& coarse, const at::Tensor& weights,
                                std::int64_t height, std::int64_t width) {
  if (choice.up == ConvolutionAlgorithm::direct) {
    return direct_up(coarse, weights, height, width);
  }
  const at::Tensor from = channels_last(coarse);
  const at::Tensor with = channels_last(weights);
  const auto own = convolution(coarse.size(0), height, width, weights);
  at::Tensor fine = empty({coarse.size(0), weights.size(1), height, width}, coarse);
  own.up(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
         packed(up_, own, with, &Convolution::pack_up), fine.mutable_data_ptr<float>(),
         in_threads());
  return fine;
}

at::Tensor Conv4x4s2Kernels::weight_gradient(const at::Tensor& fine, const at::Tensor& coarse) {
  at::Tensor gradient = empty({coarse.size(1), fine.size(1), 4, 4}, fine);
  if (choice.weights == ConvolutionAlgorithm::direct) {
    return std::get<1>(at::convolution_backward(coarse, fine, gradient, {}, kStride, kPadding,
                                                {1, 1}, false, {0, 0}, 1, {false, true, false}));
  }
  const at::Tensor from = channels_last(fine);
  const at::Tensor with = channels_last(coarse);
  const auto own = convolution(fine.size(0), fine.size(2), fine.size(3), gradient);
  own.weight_gradient(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
                      gradient.mutable_data_ptr<float>(), in_threads());
  return gradient;
}

}  // namespace leakygan
