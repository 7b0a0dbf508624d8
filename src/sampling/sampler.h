#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "models/network.h"
#include "models/options.h"
#include "training/checkpoint.h"

namespace leakygan {

// The latent [1, length] of a seed: LibTorch's CPU generator seeded with it, so that Python's
// torch.Generator().manual_seed(seed) gives the same. With a truncation T > 0 the distribution is
// that of N(0, 1) given |z| <= T (Brock et al. 2019, "Large scale GAN training for high fidelity
// natural image synthesis", section 3.1), but no number is drawn again: quantiles are mapped to
// quantiles, so that the same seed with a smaller T is the same picture, more typical.
at::Tensor picture_latent(std::uint32_t seed, std::int64_t length,
                          std::optional<double> truncation);

// Makes pictures with the generator of a checkpoint, BatchNorm in evaluation mode.
class Sampler {
 public:
  // With `averaged` the averaged generator. Throws Error when the checkpoint has not got it, or is
  // damaged.
  Sampler(const Checkpoint& checkpoint, bool averaged, at::Device device);

  // The picture of a seed, [1, C, H, W] in [-1, 1] on the CPU. It is made alone and on one thread,
  // so it depends, to the last bit, on nothing but the seed and the weights. May be called by
  // several threads at once.
  at::Tensor picture(std::uint32_t seed, std::optional<double> truncation) const;

  const ImageShape& shape() const { return shape_; }

 private:
  at::Device device_;
  ImageShape shape_;
  std::int64_t latent_;
  std::shared_ptr<Generator> generator_;
};

}  // namespace leakygan
