#pragma once

#include <cstdint>
#include <functional>

namespace leakygan {

// Calls its second argument for ranges begin .. end - 1 that together are 0 .. count - 1, maybe on
// several threads at once, and returns when all are done.
using Parallel =
    std::function<void(std::int64_t count, const std::function<void(std::int64_t, std::int64_t)>&)>;

// Runs everything in the calling thread.
inline void serially(std::int64_t count,
                     const std::function<void(std::int64_t, std::int64_t)>& body) {
  body(0, count);
}

}  // namespace leakygan
