#pragma once

#include "config/config.h"
#include "models/network.h"

namespace leakygan {

// Penalties on the gradient of the discriminator's logit with respect to the image that it is
// given, augmented and noisy as that may be.

// Weights of one step; 0 where a penalty is not part of it.
struct PenaltyWeights {
  double r1 = 0;
  double r2 = 0;
  double gradient_penalty = 0;

  bool any() const { return at_images() || gradient_penalty > 0; }
  bool at_images() const { return r1 > 0 || r2 > 0; }
};

// Those of the discriminator's update number `update`, from 0: all 0 but in every k-th, which has k
// times the weights, so that a penalty has its weight on average. `share` of the schedule.
PenaltyWeights penalty_weights(const Config::Objective& objective, std::int64_t update,
                               double share);

// |gradient of logit n|^2 with respect to image n, [N], as part of the graph. The logits [N] are
// of `images` [N, C, H, W], which require a gradient; none depends on another's image.
at::Tensor squared_gradients(const at::Tensor& logits, const at::Tensor& images);

// R1 and R2 (Mescheder et al. 2018, eq. 9 and 10), a scalar: r1 / 2 times the mean over the first
// half of the images, which are real ones, and r2 / 2 times that over the second.
at::Tensor penalty_at_images(const at::Tensor& logits, const at::Tensor& images,
                             const PenaltyWeights& weights);

// WGAN-GP (Gulrajani et al. 2017, eq. 3), a scalar: the mean of (|gradient| - 1)^2 at points
// between real and fake image n, `places` [N] of the way from the fake one.
at::Tensor penalty_between(Discriminator& discriminator, const at::Tensor& real,
                           const at::Tensor& fake, const at::Tensor& labels,
                           const at::Tensor& places);

}  // namespace leakygan
