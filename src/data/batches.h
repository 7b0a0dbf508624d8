#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

#include "data/batch_loader.h"

namespace leakygan {

struct TrainingBatch {
  at::Tensor images;  // [N, C, H, W] in [-1, 1], float32, channels-last, on the CPU
  at::Tensor labels;  // [N], int64: the images' classes; nothing when they have none
  // Of the pixels as they are shown: two trainings with equal hashes were shown the same images, in
  // the same order and mirrored alike.
  std::uint64_t pixels_hash = 0;
};

// The endless sequence of training batches, as BatchOrder has it; a batch may reach over the end of
// an epoch, so none is short. Batch k is a function of k: a resumed run needs only its step.
class Batches {
 public:
  // `dataset` must outlive this. Throws Error as check_enough_images does.
  Batches(const Dataset& dataset, std::int64_t batch, std::uint64_t seed, bool flip,
          int workers = 1);

  // Batch number `number`, counted from 0. Cheapest when called with growing numbers: the next ones
  // are made meanwhile.
  TrainingBatch batch(std::int64_t number);

 private:
  ImageShape shape_;
  BatchLoader loader_;
};

// Pixels [N, H, W, C] -> images [N, C, H, W] in [-1, 1], float32, channels-last, on the CPU.
at::Tensor to_images(std::span<const std::uint8_t> pixels, const ImageShape& shape);

}  // namespace leakygan
