#pragma once

#include <ATen/Parallel.h>

#include "kernels/parallel.h"

namespace leakygan {

// Runs src/kernels on LibTorch's threads.
inline void in_threads(std::int64_t count,
                       const std::function<void(std::int64_t, std::int64_t)>& body) {
  at::parallel_for(0, count, 1, body);
}

}  // namespace leakygan
