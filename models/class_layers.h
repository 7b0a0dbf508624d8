#pragma once

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <optional>

#include "models/options.h"
#include "models/spectral_normalization.h"

// What networks learn for the classes of images. Labels are [N], int64, from 0.

namespace leakygan {

// A scale and a shift for each channel and class: what makes a normalization conditional
// (Dumoulin et al. 2017, eq. 5). Scales start at 1, shifts at 0.
class ClassScaleImpl : public torch::nn::Module {
 public:
  ClassScaleImpl(std::int64_t classes, std::int64_t channels);

  // x [N, C, H, W] -> the same shape.
  at::Tensor forward(const at::Tensor& x, const at::Tensor& labels);

 private:
  at::Tensor scale_;  // [classes, C]
  at::Tensor shift_;
};

TORCH_MODULE(ClassScale);

// A vector for each class, given to a generator beside the latent (Mirza and Osindero 2014,
// "Conditional generative adversarial nets", with learned vectors).
class ClassEmbeddingImpl : public torch::nn::Module {
 public:
  ClassEmbeddingImpl(std::int64_t classes, std::int64_t length);

  // Latents [N, L] -> [N, L + length].
  at::Tensor forward(const at::Tensor& latents, const at::Tensor& labels);

 private:
  at::Tensor weight_;  // [classes, length]
};

TORCH_MODULE(ClassEmbedding);

// The part of a logit that judges whether an image is of its class: the inner product of the
// class's vector with the sum of the features over the image (Miyato and Koyama 2018, "cGANs with
// projection discriminator", eq. 8 and figure 14), here over the square root of H W. So the sum is
// no longer than the features, and spectral vectors weigh no more than the spectral convolution
// beside them, which sees all positions.
class ClassProjectionImpl : public torch::nn::Module {
 public:
  // `spectral` is the largest singular value that the vectors, as a matrix, are given, if any.
  ClassProjectionImpl(std::int64_t classes, std::int64_t channels, std::optional<double> spectral);

  // Features [N, C, H, W] -> [N].
  at::Tensor forward(const at::Tensor& features, const at::Tensor& labels);

 private:
  at::Tensor weight_;  // [classes, C]
  SpectralNormalization spectral_ = nullptr;
};

TORCH_MODULE(ClassProjection);

// The embedding that a generator's options ask for, as its "embedding" with its start; null for one
// that has none.
ClassEmbedding add_embedding(torch::nn::Module& generator, const GeneratorOptions& options,
                             std::uint64_t seed);

// The same of a discriminator's projection of `channels` features, as its "projection".
ClassProjection add_projection(torch::nn::Module& discriminator,
                               const DiscriminatorOptions& options, std::int64_t channels,
                               std::uint64_t seed);

}  // namespace leakygan
