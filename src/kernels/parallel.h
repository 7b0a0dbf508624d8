#pragma once

#include <cstdint>
#include <functional>

namespace leakygan {

using RangeBody = std::function<void(std::int64_t begin, std::int64_t end)>;

// How work is spread over threads: run(count, body) calls body for ranges begin .. end - 1 that
// together are 0 .. count - 1, on up to `threads` threads at once, and returns when all are done.
struct Parallel {
  std::int64_t threads;
  std::function<void(std::int64_t count, const RangeBody& body)> run;
};

// Everything in the calling thread.
inline const Parallel& serial() {
  static const Parallel alone = {1,
                                 [](std::int64_t count, const RangeBody& body) { body(0, count); }};
  return alone;
}

}  // namespace leakygan
