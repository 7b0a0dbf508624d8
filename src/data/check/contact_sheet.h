#pragma once

#include <string>

#include "data/dataset.h"

namespace leakygan {

// A PNG file with up to 64 training images, spread evenly over the data set; those of a class stand
// together when there are classes. Throws Error as Dataset::copy and encode_png do.
std::string contact_sheet(const Dataset& dataset);

}  // namespace leakygan
