#pragma once

#include <c10/core/Device.h>

#include <memory>

#include "config/config.h"
#include "data/dataset.h"
#include "metrics/feature_space.h"
#include "models/convolution_choice.h"
#include "report/status_line.h"

namespace leakygan {

// What a training needs before there is a folder for it.
struct Prepared {
  at::Device device;
  Dataset dataset;
  ConvolutionChoices convolutions;
  std::unique_ptr<FeatureSpace> features;  // of evaluate.features; nothing without metrics
};

struct PrepareOptions {
  bool verbose = false;                              // as in plan_convolutions
  const ConvolutionChoices* convolutions = nullptr;  // those of a run that goes on: none are chosen
  std::size_t least_holdout = 0;                     // images, where data.holdout is left open
  bool resumes = false;  // what cannot be changed any more is not suggested
};

// Finds and decodes the images, settles what the configuration leaves open (device and threads
// too), and says on the status line what will be trained. Throws Error as choose_device,
// feature_space, scan_images, resolve and open_dataset do; Interrupted when a stop was asked for.
Prepared prepare(Config& config, StatusLine& status, const PrepareOptions& options);

}  // namespace leakygan
