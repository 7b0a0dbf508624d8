#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "data/store.h"

namespace leakygan {

// Throws Error when there are fewer images than a batch holds: such a run would take no step.
void check_enough_images(std::size_t images, std::int64_t batch);

// The endless sequence of training batches. Every image comes once in each epoch, in an order that
// depends on (seed, epoch) alone; a batch may reach over the end of an epoch, so none is short.
// Element k of the sequence is a function of k: a resumed run needs only its step.
class Batches {
 public:
  // Throws Error as check_enough_images does. `store` must outlive this.
  Batches(const ImageStore& store, std::int64_t batch, std::uint64_t seed, bool flip);

  // Batch number `step`, counted from 0: [N, C, H, W] in [-1, 1], float32, channels-last, on the
  // CPU. Cheapest when called with growing steps.
  at::Tensor batch(std::int64_t step);

 private:
  // Position of an image in the store, and how it is shown.
  struct Shown {
    std::size_t image;
    bool mirrored;
  };
  Shown shown(std::int64_t index);

  const ImageStore& store_;
  std::int64_t batch_;
  std::uint64_t seed_;
  bool flip_;
  std::int64_t epoch_ = -1;  // that order_ is for
  std::vector<std::uint32_t> order_;
};

// Standard normal latents [count, length] of element `index` of a named stream, on the CPU.
at::Tensor draw_latents(std::int64_t count, std::int64_t length, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index);

}  // namespace leakygan
