#pragma once

#include "data/preprocessing.h"
#include "support/files.h"

namespace leakygan {

// Where decoded images are kept: $XDG_CACHE_HOME/leakygan, or ~/.cache/leakygan. Empty when neither
// variable is set to an absolute path. Everything in it can be removed at any time.
fs::path cache_folder();

// The store of a data set: its name follows from the path and the preprocessing.
fs::path store_path(const fs::path& cache, const fs::path& data_set,
                    const Preprocessing& preprocessing);

// Notes that a store was used.
void touch_store(const fs::path& store);

// Removes what nobody has used for 30 days, and what killed processes left.
void remove_old_stores(const fs::path& cache);

}  // namespace leakygan
