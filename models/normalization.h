#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

namespace leakygan {

struct BatchStatistics;
struct NormalizationShape;

// Batch normalization (Ioffe and Szegedy 2015) and the activation max(slope y, y) after it, in as
// few passes over memory as there can be. Parameters and buffers have the names, the meaning and
// the defaults of torch.nn.BatchNorm2d: epsilon 1e-5, momentum 0.1, running statistics in
// evaluation mode.
class BatchNormalizationImpl : public torch::nn::Module {
 public:
  explicit BatchNormalizationImpl(std::int64_t channels);

  // x [N, C, H, W] -> the same shape, channels-last; slope 1 is no activation. In training the
  // batch is `groups` parts of equal length one after another, of which each is normalized by its
  // own statistics; the running ones take them in, in that order. Derivatives of every order are
  // right.
  at::Tensor forward(const at::Tensor& x, double slope, std::int64_t groups);

 private:
  at::Tensor forward_in_library(const at::Tensor& x, double slope, std::int64_t groups);
  at::Tensor evaluate(const at::Tensor& x, double slope) const;
  void take_in(const BatchStatistics& statistics, const NormalizationShape& shape);

  at::Tensor weight_;
  at::Tensor bias_;
  at::Tensor running_mean_;
  at::Tensor running_var_;
  at::Tensor num_batches_tracked_;
};

TORCH_MODULE(BatchNormalization);

}  // namespace leakygan
