#include "models/class_layers.h"

#include <torch/nn/module.h>

#include <cmath>

#include "models/initialize.h"

namespace leakygan {

ClassScaleImpl::ClassScaleImpl(std::int64_t classes, std::int64_t channels)
    : scale_(register_parameter("scale", at::ones({classes, channels}))),
      shift_(register_parameter("shift", at::zeros({classes, channels}))) {}

at::Tensor ClassScaleImpl::forward(const at::Tensor& x, const at::Tensor& labels) {
  const auto of_images = [&](const at::Tensor& table) {
    return table.index_select(0, labels).unsqueeze(-1).unsqueeze(-1);
  };
  return at::addcmul(of_images(shift_), x, of_images(scale_));
}

ClassEmbeddingImpl::ClassEmbeddingImpl(std::int64_t classes, std::int64_t length)
    : weight_(register_parameter("weight", at::zeros({classes, length}))) {}

at::Tensor ClassEmbeddingImpl::forward(const at::Tensor& latents, const at::Tensor& labels) {
  return at::cat({latents, weight_.index_select(0, labels)}, 1);
}

ClassProjectionImpl::ClassProjectionImpl(std::int64_t classes, std::int64_t channels,
                                         std::optional<double> spectral)
    : weight_(register_parameter("weight", at::zeros({classes, channels}))) {
  if (spectral) {
    spectral_ = register_module("spectral", SpectralNormalization(classes, 0, *spectral));
  }
}

at::Tensor ClassProjectionImpl::forward(const at::Tensor& features, const at::Tensor& labels) {
  const at::Tensor vectors = spectral_ ? spectral_(weight_) : weight_;
  const double positions = static_cast<double>(features.size(2) * features.size(3));
  const at::Tensor pooled = features.sum({2, 3}) / std::sqrt(positions);
  return (vectors.index_select(0, labels) * pooled).sum(1);
}

ClassEmbedding add_embedding(torch::nn::Module& generator, const GeneratorOptions& options,
                             std::uint64_t seed) {
  const std::int64_t length = embedding_length(options);
  if (length == 0) return nullptr;
  auto embedding = generator.register_module("embedding", ClassEmbedding(options.classes, length));
  initialize_layer(*embedding, "embedding", seed, kEmbeddingDeviation);
  return embedding;
}

ClassProjection add_projection(torch::nn::Module& discriminator,
                               const DiscriminatorOptions& options, std::int64_t channels,
                               std::uint64_t seed) {
  if (options.classes == 0) return nullptr;
  auto projection = discriminator.register_module(
      "projection", ClassProjection(options.classes, channels, spectral_norm(options)));
  initialize_layer(*projection, "projection", seed, kProjectionDeviation);
  return projection;
}

}  // namespace leakygan
