#pragma once

#include <torch/nn/module.h>

#include "models/trace.h"

namespace leakygan {

// What training and sampling know of a network. Both read and give channels-last float32 tensors
// on the device of their parameters. With a trace they add to it what passes their activations;
// the result is the same but for rounding.

class Generator : public torch::nn::Module {
 public:
  // [N, latent] drawn from N(0, 1) -> images [N, C, H, W] in [-1, 1].
  virtual at::Tensor forward(const at::Tensor& latents, Trace* trace) = 0;
  at::Tensor forward(const at::Tensor& latents) { return forward(latents, nullptr); }
};

class Discriminator : public torch::nn::Module {
 public:
  // Images [N, C, H, W] in [-1, 1] -> logits [N], positive for "real". They are `groups` parts of
  // equal length, real and made ones say, that no normalization mixes.
  virtual at::Tensor forward(const at::Tensor& images, std::int64_t groups, Trace* trace) = 0;
  at::Tensor forward(const at::Tensor& images, std::int64_t groups = 1) {
    return forward(images, groups, nullptr);
  }
};

}  // namespace leakygan
