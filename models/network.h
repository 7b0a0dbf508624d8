#pragma once

#include <torch/nn/module.h>

#include "models/trace.h"

namespace leakygan {

// What goes through a network beside its input.
struct Pass {
  // [N], int64, from 0: the class of each image. Nothing for networks that are told of none.
  at::Tensor labels = {};
  // The batch is so many parts of equal length one after another, real and made images say, that
  // no normalization mixes.
  std::int64_t groups = 1;
  // Takes what passes the activations; the result is the same but for rounding.
  Trace* trace = nullptr;
};

// What training and sampling know of a network. Both read and give channels-last float32 tensors
// on the device of their parameters.

class Generator : public torch::nn::Module {
 public:
  // Latents [N, latent] -> images [N, C, H, W] in [-1, 1].
  virtual at::Tensor forward(const at::Tensor& latents, const Pass& pass) = 0;
  at::Tensor forward(const at::Tensor& latents) { return forward(latents, Pass{}); }
};

class Discriminator : public torch::nn::Module {
 public:
  // Images [N, C, H, W] in [-1, 1] -> logits [N], positive for "real".
  virtual at::Tensor forward(const at::Tensor& images, const Pass& pass) = 0;
  at::Tensor forward(const at::Tensor& images) { return forward(images, Pass{}); }
};

}  // namespace leakygan
