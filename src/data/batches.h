#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "data/batch_loader.h"

namespace leakygan {

// The endless sequence of training batches, as BatchOrder has it; a batch may reach over the end of
// an epoch, so none is short. Batch k is a function of k: a resumed run needs only its step.
class Batches {
 public:
  // `dataset` must outlive this. Throws Error as check_enough_images does.
  Batches(const Dataset& dataset, std::int64_t batch, std::uint64_t seed, bool flip,
          int workers = 1);

  // Batch number `step`, counted from 0: [N, C, H, W] in [-1, 1], float32, channels-last, on the
  // CPU. Cheapest when called with growing steps: the next ones are made meanwhile.
  at::Tensor batch(std::int64_t step);

  // A hash of the pixels of the batch that was last asked for, as they are shown: two trainings
  // with equal hashes were shown the same images, in the same order and mirrored alike.
  std::uint64_t pixels_hash() const { return pixels_hash_; }

 private:
  ImageShape shape_;
  BatchLoader loader_;
  std::uint64_t pixels_hash_ = 0;
};

// Pixels [N, H, W, C] -> images [N, C, H, W] in [-1, 1], float32, channels-last, on the CPU.
at::Tensor to_images(std::span<const std::uint8_t> pixels, const ImageShape& shape);

// Standard normal latents [count, length] of element `index` of a named stream, on the CPU.
at::Tensor draw_latents(std::int64_t count, std::int64_t length, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index);

// The latent [1, length] of a seed: LibTorch's CPU generator seeded with it, so that Python's
// torch.Generator().manual_seed(seed) gives the same. With a truncation T > 0 the distribution is
// that of N(0, 1) given |z| <= T (Brock et al. 2019, "Large scale GAN training for high fidelity
// natural image synthesis", section 3.1), but no number is drawn again: quantiles are mapped to
// quantiles, so that the same seed with a smaller T is the same picture, more typical.
at::Tensor picture_latent(std::uint32_t seed, std::int64_t length,
                          std::optional<double> truncation);

}  // namespace leakygan
