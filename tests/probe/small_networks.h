#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include "models/dcgan.h"
#include "probe/probe.h"

namespace leakygan::testing {

inline at::Tensor logistic_discriminator(const at::Tensor& real, const at::Tensor& fake) {
  return at::softplus(-real).mean() + at::softplus(fake).mean();
}
inline at::Tensor logistic_generator(const at::Tensor&, const at::Tensor& fake) {
  return at::softplus(-fake).mean();
}

// Networks for 16 x 16 pixels with two activations each, and 3 chunks of 64 for a probe of them,
// of which two are used for derivatives.
struct SmallNetworks {
  static constexpr std::int64_t kChunk = 64;
  static constexpr std::int64_t kImages = 3 * kChunk;

  SmallNetworks(const Activation& activation, Normalization normalization)
      : generator(options(GeneratorOptions{.latent = 8}, activation, normalization), {3, 16, 16},
                  1),
        discriminator(options(DiscriminatorOptions{}, activation, normalization), {3, 16, 16}, 1) {
    torch::manual_seed(3);
    // Weights as large as those of a trained network.
    const torch::NoGradGuard no_grad;
    for (const auto& network : {generator.parameters(), discriminator.parameters()}) {
      for (const auto& p : network) {
        if (p.dim() == 4) p.mul_(4);
      }
    }
    latents = torch::randn({kImages, 8});
    images =
        torch::rand({kImages, 3, 16, 16}).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast);
  }

  ProbeReport probe() { return leakygan::probe(generator, discriminator, input()); }

  ProbeInput input() const {
    const auto real = [this](std::int64_t chunk) {
      return images.slice(0, chunk * kChunk, (chunk + 1) * kChunk);
    };
    return {kChunk, latents, {}, real, logistic_discriminator, logistic_generator};
  }

  at::Tensor discriminator_parameter(const std::string& name) const {
    return discriminator.named_parameters()[name];
  }

  template <typename Options>
  static Options options(Options base, const Activation& activation, Normalization normalization) {
    base.width = 8;
    base.activation = activation;
    base.normalization = normalization;
    return base;
  }

  DcganGenerator generator;
  DcganDiscriminator discriminator;
  at::Tensor latents;
  at::Tensor images;
};

}  // namespace leakygan::testing
