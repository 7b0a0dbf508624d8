#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "models/network.h"
#include "models/options.h"
#include "training/checkpoint.h"

namespace leakygan {

// While it lives, LibTorch computes without oneDNN, which for one image at a time spends more on
// reordering the weights than it gains. All pictures are made so: it changes their last bits.
class SamplesAlone {
 public:
  SamplesAlone();
  SamplesAlone(const SamplesAlone&) = delete;
  SamplesAlone& operator=(const SamplesAlone&) = delete;
  ~SamplesAlone();

 private:
  bool before_;
};

struct PictureRequest {
  std::uint32_t seed = 1;
  std::optional<double> truncation = {};      // as for picture_latent
  std::optional<std::int64_t> of_class = {};  // number of a class; picture_class decides if nothing
};

// Makes pictures with the generator of a checkpoint, BatchNorm in evaluation mode.
class Sampler {
 public:
  // With `averaged` the averaged generator. Throws Error when the checkpoint has not got it, or is
  // damaged.
  Sampler(const Checkpoint& checkpoint, bool averaged, at::Device device);

  // The picture of a seed, [1, C, H, W] in [-1, 1] on the CPU. It is made alone and on one thread,
  // so it depends, to the last bit, on nothing but what it is asked for and the weights. May be
  // called by several threads at once.
  at::Tensor picture(const PictureRequest& request) const;

  // The same as [H, W, C], 0 to 255. Throws Error when it is not finite.
  std::vector<std::uint8_t> pixels(const PictureRequest& request) const;

  const ImageShape& shape() const { return shape_; }
  // Those that the generator is told of; none for most.
  const ClassSizes& classes() const { return classes_; }

 private:
  at::Device device_;
  ImageShape shape_;
  GeneratorOptions options_;
  ClassSizes classes_;
  std::shared_ptr<Generator> generator_;
};

}  // namespace leakygan
