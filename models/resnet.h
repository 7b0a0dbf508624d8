#pragma once

#include <vector>

#include "models/between.h"
#include "models/class_layers.h"
#include "models/network.h"
#include "models/plain_convolution.h"
#include "models/whole_convolution.h"

namespace leakygan {

// The residual networks that resnet_plan.h plans. Parameters are named blocks.<i>.first.weight,
// .second.weight, .shortcut.weight, .norm1.weight and so on, i from the input, and input.weight,
// output.weight; their start is drawn as that of a DCGAN, but scales of normalizations begin at 1.

class ResnetGenerator : public Generator {
 public:
  ResnetGenerator(const GeneratorOptions& options, const ImageShape& image, std::uint64_t seed);
  using Generator::forward;
  at::Tensor forward(const at::Tensor& latents, const Pass& pass) override;

 private:
  ClassEmbedding embedding_ = nullptr;
  WholeConvolution input_ = nullptr;
  std::vector<std::shared_ptr<class ResidualBlock>> blocks_;
  std::optional<Between> last_;
  PlainConvolution output_ = nullptr;
};

class ResnetDiscriminator : public Discriminator {
 public:
  ResnetDiscriminator(const DiscriminatorOptions& options, const ImageShape& image,
                      std::uint64_t seed);
  using Discriminator::forward;
  at::Tensor forward(const at::Tensor& images, const Pass& pass) override;

 private:
  std::vector<std::shared_ptr<class ResidualBlock>> blocks_;
  std::optional<Between> last_;
  WholeConvolution output_ = nullptr;
  ClassProjection projection_ = nullptr;
};

}  // namespace leakygan
