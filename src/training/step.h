#pragma once

#include <memory>

#include "checkpoint/safetensors.h"
#include "config/config.h"
#include "models/convolution_choice.h"
#include "models/network.h"
#include "training/adam.h"
#include "training/augment.h"
#include "training/objective.h"
#include "training/penalty.h"
#include "training/schedule.h"
#include "training/step_report.h"

namespace leakygan {

// What an update of the discriminator is given, on the networks' device.
struct StepBatch {
  at::Tensor real;         // [N, C, H, W] in [-1, 1]
  at::Tensor latents;      // [N, latent]
  at::Tensor labels = {};  // [N]: classes of the real images, and those asked of the made ones
};

struct StepInput {
  std::vector<StepBatch> batches = {};  // training.discriminator_steps of them
  // Steps before this one: schedules and random amounts follow from it.
  std::int64_t index = 0;
  bool measure_distance = false;  // of samples, which costs a little
};

// The two networks, their optimizers and one step of training them.
class Gan {
 public:
  // Fresh networks on `device`, in training mode. Throws Error for sizes that the architecture
  // cannot do.
  Gan(const Config& config, const ImageShape& image, at::Device device);

  // Computes convolutions so from now on; LibTorch's until then.
  void choose(const ConvolutionChoices& convolutions);

  // An update of the discriminator for each batch, then one of the generator (Goodfellow et al.
  // 2014, algorithm 1), for which the last batch serves again. Throws Diverged before an optimizer
  // uses a number that is not finite.
  StepReport step(const StepInput& input);

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
  void update_discriminator(const StepBatch& batch, const at::Tensor& fake, std::int64_t update,
                            const Scheduled& now, StepReport& report);
  void update_generator(const StepBatch& batch, const at::Tensor& fake, std::int64_t index,
                        const Scheduled& now, StepReport& report);
  at::Tensor show(const at::Tensor& images, const char* purpose, std::int64_t index,
                  const Scheduled& now) const;
  at::Tensor penalty(const at::Tensor& logits, const at::Tensor& images, const at::Tensor& labels,
                     const PenaltyWeights& weights, std::int64_t update);

  Config config_;
  ImageShape image_;
  AugmentOptions augment_options_;
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

// Images [N, C, H, W] in [-1, 1] on the CPU, of latents [N, latent] and labels [N], if the
// generator is told of classes, BatchNorm in evaluation mode, without gradients; at most `chunk` at
// a time, so that it needs no more memory than a step.
at::Tensor sample(Generator& generator, const at::Tensor& latents, const at::Tensor& labels,
                  at::Device device, std::int64_t chunk);

}  // namespace leakygan
