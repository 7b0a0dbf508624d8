#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "config/config.h"
#include "data/dataset.h"
#include "probe/probe_report.h"
#include "training/step.h"

namespace leakygan {

// Probes the networks of a training, at every probe with the same images and latents: 512 of each,
// rounded up to whole batches, or as many whole batches as there are images.
class TrainingProbe {
 public:
  // `config` is resolved. What is passed must outlive this; nothing is computed yet.
  TrainingProbe(const Config& config, const Dataset& dataset);

  // Changes nothing of the networks and draws from no random stream of the training, so a training
  // with it is, bit for bit, one without. The first call reads the images: it throws Interrupted
  // when a stop was asked for, and Error when images were lost, as Dataset::copy.
  ProbeReport probe(Gan& gan);

  // How many of the real images are held-out ones, after the first probe. They come first, in the
  // order of a hash of their pixels; training images spread over the data set make up the number.
  // None where networks are told of classes, which are those of training images.
  std::int64_t held_out() const { return held_out_; }

 private:
  void prepare();
  std::size_t copy_held_out(std::size_t most);

  const Config& config_;
  const Dataset& dataset_;
  std::vector<std::uint8_t> pixels_;  // of the real images, [N, H, W, C], when first needed
  at::Tensor labels_;
  std::int64_t held_out_ = 0;
};

}  // namespace leakygan
