#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

namespace leakygan {

// Group normalization (Wu and He 2018): each image by the mean and the variance of `groups` parts
// of its channels, then a scale and a shift for each channel. One group is layer normalization (Ba
// et al. 2016), as many as channels instance normalization (Ulyanov et al. 2016). Names and epsilon
// are those of torch.nn.GroupNorm. What one image gives does not depend on the others.
class GroupNormalizationImpl : public torch::nn::Module {
 public:
  // `channels` is a multiple of `groups`.
  GroupNormalizationImpl(std::int64_t channels, std::int64_t groups);

  // [N, C, H, W] -> the same shape.
  at::Tensor forward(const at::Tensor& x);

 private:
  std::int64_t groups_;
  at::Tensor weight_;
  at::Tensor bias_;
};

TORCH_MODULE(GroupNormalization);

// How many groups `Normalization::group` makes of so many channels: of 16 each, as far as they
// divide (theirs, table 3), else of their largest common divisor.
std::int64_t group_count(std::int64_t channels);

}  // namespace leakygan
