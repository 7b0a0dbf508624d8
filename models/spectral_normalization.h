#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

namespace leakygan {

// Spectral normalization (Miyato et al. 2018, algorithm 1): a convolution's weights divided by an
// estimate of the largest singular value of the matrix [outputs, everything else] that they are,
// times the `norm` that they are to have (1 there; Lin et al. 2021, "Why spectral normalization
// stabilizes GANs", scale it too).
// Its buffer u, the left singular vector, is taken a step of the power iteration further by each
// pass in training mode. The gradient takes the estimate's dependence on the weights into account
// (theirs, eq. 12), as torch.nn.utils.parametrizations.spectral_norm does.
class SpectralNormalizationImpl : public torch::nn::Module {
 public:
  // `output_dimension` of [A, B, h, w] counts the outputs: 0 of a convolution, 1 of a transposed
  // one, and 0 of [A, B]. `norm` is above 0.
  SpectralNormalizationImpl(std::int64_t outputs, std::int64_t output_dimension, double norm = 1);

  at::Tensor forward(const at::Tensor& weight);

 private:
  std::int64_t output_dimension_;
  double norm_;
  at::Tensor u_;  // [outputs], of length 1
};

TORCH_MODULE(SpectralNormalization);

}  // namespace leakygan
