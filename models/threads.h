#pragma once

#include "kernels/parallel.h"

namespace leakygan {

// Runs src/kernels on LibTorch's threads.
Parallel in_threads();

}  // namespace leakygan
