#include "models/conv4x4s2_kernels.h"

#include <torch/torch.h>

#include "kernels/kernels.h"
#include "models/threads.h"

namespace leakygan {
namespace {

constexpr std::array<std::int64_t, 2> kStride = {2, 2};
constexpr std::array<std::int64_t, 2> kPadding = {1, 1};

at::Tensor channels_last(const at::Tensor& x) {
  return x.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor empty(at::IntArrayRef sizes, const at::Tensor& like) {
  return at::empty(sizes, like.options(), at::MemoryFormat::ChannelsLast);
}

Convolution convolution(ConvolutionAlgorithm algorithm, const at::Tensor& fine_sizes_of,
                        std::int64_t height, std::int64_t width, std::int64_t channels,
                        std::int64_t coarse_channels) {
  const KernelTable& table = kernels().table;
  return Convolution({fine_sizes_of.size(0), height, width, channels, coarse_channels}, table,
                     algorithm == ConvolutionAlgorithm::winograd ? table.winograd : table.direct);
}

}  // namespace

const PackedWeights* Conv4x4s2Kernels::packed(Packed& kept, const Convolution& convolution,
                                              const at::Tensor& weights,
                                              ConvolutionAlgorithm algorithm, Pack pack) {
  if (!convolution.keeps_weights()) return nullptr;
  if (kept.of.is_same(weights) && kept.version == weights._version() &&
      kept.data == weights.const_data_ptr() && kept.algorithm == algorithm) {
    return &kept.weights;
  }
  (convolution.*pack)(weights.const_data_ptr<float>(), kept.weights, in_threads());
  kept.of = weights;
  kept.version = weights._version();
  kept.data = weights.const_data_ptr();
  kept.algorithm = algorithm;
  return &kept.weights;
}

at::Tensor Conv4x4s2Kernels::down(const at::Tensor& fine, const at::Tensor& weights) {
  if (choice.down == ConvolutionAlgorithm::library) {
    return at::conv2d(fine, weights, {}, kStride, kPadding);
  }
  const at::Tensor from = channels_last(fine);
  const at::Tensor with = channels_last(weights);
  const auto own = convolution(choice.down, fine, fine.size(2), fine.size(3), weights.size(1),
                               weights.size(0));
  at::Tensor coarse =
      empty({fine.size(0), weights.size(0), fine.size(2) / 2, fine.size(3) / 2}, fine);
  own.down(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
           packed(down_, own, with, choice.down, &Convolution::pack_down),
           coarse.mutable_data_ptr<float>(), in_threads());
  return coarse;
}

at::Tensor Conv4x4s2Kernels::up(const at::Tensor& coarse, const at::Tensor& weights,
                                std::int64_t height, std::int64_t width) {
  if (choice.up == ConvolutionAlgorithm::library) {
    return at::conv_transpose2d(coarse, weights, {}, kStride, kPadding,
                                {height % 2, width % 2});
  }
  const at::Tensor from = channels_last(coarse);
  const at::Tensor with = channels_last(weights);
  const auto own =
      convolution(choice.up, coarse, height, width, weights.size(1), weights.size(0));
  at::Tensor fine = empty({coarse.size(0), weights.size(1), height, width}, coarse);
  own.up(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
         packed(up_, own, with, choice.up, &Convolution::pack_up), fine.mutable_data_ptr<float>(),
         in_threads());
  return fine;
}

at::Tensor Conv4x4s2Kernels::weight_gradient(const at::Tensor& fine, const at::Tensor& coarse) {
  at::Tensor gradient = empty({coarse.size(1), fine.size(1), 4, 4}, fine);
  if (choice.weights == ConvolutionAlgorithm::library) {
    return std::get<1>(at::convolution_backward(coarse, fine, gradient, {}, kStride, kPadding,
                                                {1, 1}, false, {0, 0}, 1, {false, true, false}));
  }
  const at::Tensor from = channels_last(fine);
  const at::Tensor with = channels_last(coarse);
  const auto own = convolution(choice.weights, fine, fine.size(2), fine.size(3), fine.size(1),
                               coarse.size(1));
  own.weight_gradient(from.const_data_ptr<float>(), with.const_data_ptr<float>(),
                      gradient.mutable_data_ptr<float>(), in_threads());
  return gradient;
}

}  // namespace leakygan
