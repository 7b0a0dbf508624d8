#pragma once

#include "config/config.h"
#include "data/load_images.h"
#include "data/scan.h"
#include "report/status_line.h"

namespace leakygan {

// Scans the configuration's images, with how many were found on the status line. Throws as
// scan_images.
ImageList find_images(const Config& config, StatusLine& status);

// Shows how many files were read. The status line has to outlive it.
LoadReport report_reading(StatusLine& status);

}  // namespace leakygan
