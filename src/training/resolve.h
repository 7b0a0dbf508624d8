#pragma once

#include "config/config.h"
#include "data/scan.h"

namespace leakygan {

// Fills in what the configuration leaves to the images and the batch: name, size, intervals and
// the folder's absolute path. Returns the shape of the training images. Throws Error for a name
// that cannot be a folder's or a path that YAML cannot hold.
ImageShape resolve(Config& config, const ImageList& images);

// Images between two probes where every.probe is auto.
std::int64_t usual_probe_interval(std::int64_t batch);

}  // namespace leakygan
