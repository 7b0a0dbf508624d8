#pragma once

#include <cstdint>
#include <vector>

#include "data/preprocessing.h"

namespace leakygan {

// How an image is shown once.
struct Shown {
  std::size_t image = 0;  // among those trained on
  bool mirrored = false;
  double place = 0.5;  // where the part lies that is cropped, 0 (left, top) to 1
};

// Copies the part of an image that is shown, H*W*C bytes of the shape, to `to`.
void show_image(const TrainingImage& image, const Shown& shown, const ImageShape& shape,
                std::uint8_t* to);

// The endless sequence of training images. Every image comes once in each epoch, in an order that
// depends on (seed, epoch) alone; how it is shown depends on (seed, epoch, image). Element k is a
// function of k: there is no state to save.
class BatchOrder {
 public:
  // `images` > 0. With `crop_at_random` places are drawn, else they are the middle.
  BatchOrder(std::size_t images, std::uint64_t seed, bool flip, bool crop_at_random);

  // Cheapest when called with growing indices.
  Shown shown(std::int64_t index);

 private:
  std::size_t images_;
  std::uint64_t seed_;
  bool flip_;
  bool crop_at_random_;
  std::int64_t epoch_ = -1;  // that order_ is for
  std::vector<std::uint32_t> order_;
};

}  // namespace leakygan
