#include "models/threads.h"

#include <ATen/Parallel.h>

namespace leakygan {

Parallel in_threads() {
  return {at::get_num_threads(),
          [](std::int64_t count, const RangeBody& body) { at::parallel_for(0, count, 1, body); }};
}

}  // namespace leakygan
