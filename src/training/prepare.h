#pragma once

#include <c10/core/Device.h>

#include "config/config.h"
#include "data/dataset.h"
#include "models/convolution_choice.h"
#include "report/status_line.h"

namespace leakygan {

// What a training needs before there is a folder for it.
struct Prepared {
  at::Device device;
  Dataset dataset;
  ConvolutionChoices convolutions;
};

// Finds and decodes the images, settles what the configuration leaves open (device and threads
// too), and says on the status line what will be trained. Throws Error as choose_device,
// scan_images, resolve and open_dataset do; Interrupted when a stop was asked
// for.
// With `convolutions`, those of a run that goes on, none are chosen. `verbose` as in
// plan_convolutions.
Prepared prepare(Config& config, StatusLine& status, bool verbose,
                 const ConvolutionChoices* convolutions = nullptr);

}  // namespace leakygan
