#pragma once

#include <cstdint>
#include <memory>

#include "config/config.h"
#include "models/network.h"

namespace leakygan {

// The exponential moving average of a generator's weights over training, whose images are steadier
// than those of the weights at any one step (Yazici et al. 2019, "The unusual effectiveness of
// averaging in GAN training"). The running statistics of BatchNorm, and the vectors of spectral
// normalization, are averaged with the weights: those of another generator would not fit them.
class GeneratorAverage {
 public:
  // Starts from the weights that `generator` has. `half_life` > 0 is in images: what was learned so
  // many images ago counts half. While fewer than 20 half-lives were shown it is a twentieth of
  // the images shown, so that the first weights do not stay in it (Karras et al. 2020, "Training
  // generative adversarial networks with limited data", in their code: ema_rampup 0.05).
  GeneratorAverage(const Generator& generator, const Config& config, const ImageShape& image,
                   at::Device device);

  // Takes in the weights after a step of `batch` images, `images` in all with it.
  void update(const Generator& generator, std::int64_t batch, std::int64_t images);

  // Always in evaluation mode.
  Generator& network() { return *network_; }
  const Generator& network() const { return *network_; }

 private:
  double half_life_;
  std::shared_ptr<Generator> network_;
};

}  // namespace leakygan
