#pragma once

#include <functional>

#include "models/network.h"
#include "probe/probe_report.h"

namespace leakygan {

// Derivatives are taken from so many images of each kind, rounded up to whole chunks: shares of
// zeros and a mean norm need no more, and those of all would cost half as much again as a probe.
inline constexpr std::int64_t kGradientImages = 128;

struct ProbeInput {
  std::int64_t chunk = 0;  // images that pass together: the training's batch
  at::Tensor latents;      // [N, latent], N a multiple of `chunk`, on the networks' device
  at::Tensor labels;       // [N]: classes of real images and of made ones; nothing without
  // Real images [chunk, C, H, W] in [-1, 1] on the same device, of chunk number 0 to N / chunk - 1.
  std::function<at::Tensor(std::int64_t)> real;
  // The losses of the training, from logits of real and of made images.
  std::function<at::Tensor(const at::Tensor& real, const at::Tensor& fake)> discriminator_loss;
  std::function<at::Tensor(const at::Tensor& real, const at::Tensor& fake)> generator_loss;
};

// Passes N real and N generated images through the networks as a step of the training does, chunk
// by chunk, real and generated ones apart, BatchNorm with the chunk's statistics, and reports what
// happens at every activation. "d logit" is the derivative of the sum of a chunk's logits, each
// with weight 1: that of the loss vanishes in all layers alike where the loss is saturated.
//
// Leaves the networks as they were to the last bit: parameters, their gradients, running
// statistics, modes. Draws no random number.
ProbeReport probe(Generator& generator, Discriminator& discriminator, const ProbeInput& input);

}  // namespace leakygan
