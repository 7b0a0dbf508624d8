#pragma once

#include <cstdint>

#include "kernels/buffer.h"

namespace leakygan {

// What a convolution works in, one for each thread that calls one, as large as it ever needed.
struct Workspace {
  Buffer fine;
  Buffer coarse;
  Buffer weights;
  Buffer slices;
  Buffer zeros;
};

inline Workspace& workspace() {
  static thread_local Workspace own;
  return own;
}

// Memory for that many numbers; what it held is lost where it has to grow.
inline float* grown(Buffer& buffer, std::int64_t count) {
  if (buffer.count() < count) {
    buffer = Buffer();  // first, lest both are there at once
    buffer = Buffer(count);
  }
  return buffer.data();
}

// Rows of weights that a core handles at a time, so that all their points stay in its own cache. A
// multiple of every panel's width.
inline constexpr std::int64_t kPieceRows = 128;

constexpr std::int64_t round_up(std::int64_t a, std::int64_t unit) {
  return (a + unit - 1) / unit * unit;
}

}  // namespace leakygan
