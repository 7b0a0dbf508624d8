#pragma once

#include <c10/core/Device.h>

#include "config/config.h"
#include "data/dataset.h"
#include "report/status_line.h"

namespace leakygan {

// What a training needs before there is a folder for it.
struct Prepared {
  at::Device device;
  Dataset dataset;
};

// Finds and decodes the images, settles what the configuration leaves open (device and threads
// too), and says on the status line what will be trained. Throws Error as choose_device,
// scan_images, resolve and open_dataset do; Interrupted when a stop was asked
// for.
Prepared prepare(Config& config, StatusLine& status);

}  // namespace leakygan
