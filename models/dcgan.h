#pragma once

#include <torch/nn/module.h>

#include <vector>

#include "models/class_layers.h"
#include "models/layer_plan.h"
#include "models/network.h"
#include "support/random.h"

namespace leakygan {

// Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks
// (Radford, Metz and Chintala 2016): strided convolutions down, transposed ones up, BatchNorm
// except next to the image and at the logit. layer_plan.h has the layer rule for every size.
//
// Parameters are named layers.<i>.conv.weight, layers.<i>.norm.weight and so on, i from the input.
// Their start (initialize.h) is drawn from a stream of its own for each parameter, so that two
// networks which differ in one layer (or in the activation) start alike in all others.

class DcganGenerator : public Generator {
 public:
  DcganGenerator(const GeneratorOptions& options, const ImageShape& image, std::uint64_t seed);
  using Generator::forward;
  at::Tensor forward(const at::Tensor& latents, const Pass& pass) override;

 private:
  ClassEmbedding embedding_ = nullptr;
  std::vector<std::shared_ptr<class DcganLayer>> layers_;
};

class DcganDiscriminator : public Discriminator {
 public:
  DcganDiscriminator(const DiscriminatorOptions& options, const ImageShape& image,
                     std::uint64_t seed);
  using Discriminator::forward;
  at::Tensor forward(const at::Tensor& images, const Pass& pass) override;

 private:
  std::vector<std::shared_ptr<class DcganLayer>> layers_;
  ClassProjection projection_ = nullptr;
};

}  // namespace leakygan
