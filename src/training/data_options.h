#pragma once

#include "config/config.h"
#include "data/dataset.h"

namespace leakygan {

// What the keys data.* say; `config` is resolved: the size is known.
Preprocessing preprocessing_of(const Config& config);
DatasetOptions dataset_options(const Config& config);

}  // namespace leakygan
