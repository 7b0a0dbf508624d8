#pragma once

#include <memory>

#include "checkpoint/safetensors.h"
#include "config/config.h"
#include "models/convolution_choice.h"
#include "models/network.h"
#include "training/adam.h"
#include "training/objective.h"
#include "training/step_report.h"

namespace leakygan {

// The two networks, their optimizers and one step of training them.
class Gan {
 public:
  // Fresh networks on `device`, in training mode. Throws Error for sizes that the architecture
  // cannot do.
  Gan(const Config& config, const ImageShape& image, at::Device device);

  // Computes convolutions so from now on; LibTorch's until then.
  void choose(const ConvolutionChoices& convolutions);

  // One update of the discriminator, then one of the generator (Goodfellow et al. 2014, algorithm
  // 1, with one step each). `real` is [N, C, H, W] in [-1, 1], `latents` [N, latent]. Measures the
  // distance of samples only when it shall: that costs a little. Throws Diverged before an
  // optimizer uses a number that is not finite.
  StepReport step(const at::Tensor& real, const at::Tensor& latents, bool measure_distance = false);

  // All that a step depends on besides its arguments, and changes: weights, running statistics and
  // the optimizers' moments, under the names that they have in a checkpoint. The tensors are the
  // network's own: copying into them puts it where it was.
  std::vector<NamedTensor> state() const;

  Generator& generator() { return *generator_; }
  const Generator& generator() const { return *generator_; }
  Discriminator& discriminator() { return *discriminator_; }
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

// Those of both networks of a GAN, without the optimizers.
std::vector<NamedTensor> networks_of(const Gan& gan);

// The parameters and buffers of a network, as PREFIX.NAME.
std::vector<NamedTensor> tensors_of(const std::string& prefix, const torch::nn::Module& network);

// Images [N, C, H, W] in [-1, 1] on the CPU, of latents [N, latent], BatchNorm in evaluation mode,
// without gradients; at most `chunk` at a time, so that it needs no more memory than a step.
at::Tensor sample(Generator& generator, const at::Tensor& latents, at::Device device,
                  std::int64_t chunk);

}  // namespace leakygan
