#pragma once

#include <memory>

#include "config/config.h"
#include "models/network.h"
#include "training/adam.h"
#include "training/objective.h"

namespace leakygan {

// What one step tells about itself.
struct StepReport {
  double discriminator_loss = 0;
  double generator_loss = 0;
  double real_logit = 0;  // mean over the batch, before the discriminator's update
  double fake_logit = 0;
  double discriminator_gradient = 0;  // Euclidean norm over all parameters
  double generator_gradient = 0;
};

// The two networks, their optimizers and one step of training them.
class Gan {
 public:
  // Fresh networks on `device`, in training mode. Throws Error for sizes that the architecture
  // cannot do.
  Gan(const Config& config, const ImageShape& image, at::Device device);

  // One update of the discriminator, then one of the generator (Goodfellow et al. 2014, algorithm
  // 1, with one step each). `real` is [N, C, H, W] in [-1, 1], `latents` [N, latent]. Throws
  // Diverged before an optimizer uses a number that is not finite.
  StepReport step(const at::Tensor& real, const at::Tensor& latents);

  // Images [N, C, H, W] in [-1, 1] of latents [N, latent], BatchNorm in evaluation mode, without
  // gradients; at most `chunk` at a time, so that it needs no more memory than a step.
  at::Tensor sample(const at::Tensor& latents, std::int64_t chunk);

  const Generator& generator() const { return *generator_; }
  const Discriminator& discriminator() const { return *discriminator_; }
  at::Device device() const { return device_; }

 private:
  at::Device device_;
  const Objective& objective_;
  std::shared_ptr<Generator> generator_;
  std::shared_ptr<Discriminator> discriminator_;
  Adam generator_adam_;
  Adam discriminator_adam_;
};

}  // namespace leakygan
