#pragma once

#include "config/config.h"
#include "data/dataset.h"
#include "data/scan.h"

namespace leakygan {

// Fills in what the configuration leaves to the images and the batch: name, size, intervals and
// the folder's absolute path. Returns the shape of the training images. Throws Error for a name
// that cannot be a folder's or a path that YAML cannot hold.
ImageShape resolve(Config& config, const ImageList& images);

// Images from which on training.augment: auto is none. With 40,000 augmentation still helped much
// (docs/RESULTS.md); more were not tried.
inline constexpr std::size_t kManyImages = 100'000;

// Fills in what it leaves to the images that are trained on: their classes, augmentation, and what
// schedules run over, if there are any. Throws Error for a length in images or epochs of which a
// part would be trained with learning rates of 0, behind the end of a cosine.
void settle(Config& config, const Dataset& dataset);

// Images between two probes where every.probe is auto.
std::int64_t usual_probe_interval(std::int64_t batch);

}  // namespace leakygan
