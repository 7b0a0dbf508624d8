// Passes of batch normalization with a leaky activation over rows of channels.
#pragma once

#include "kernels/vector.h"

namespace leakygan::LEAKYGAN_KERNELS {

inline Vec select(IntVec condition, Vec yes, Vec no) { return condition ? yes : no; }

// max(slope x, x), and 0 for everything below 0 when the slope is 0: a product would make NaN of
// an infinity.
inline Vec leaky(Vec x, float slope) {
  const Vec zero = {};
  if (slope == 0.0F) return select(x <= zero, zero, x);
  return select(x > zero, x, slope * x);
}

// The derivative, which shows in the sign of the result y, times g.
inline Vec gated(Vec g, Vec y, float slope) {
  const Vec zero = {};
  return select(y > zero, g, slope == 0.0F ? zero : slope * g);
}

// Sums over rows of x - first row and of its square.
inline void channel_sums(const float* x, Index rows, Index channels, float* sums, float* squares) {
  for (Index c = 0; c < channels; c += kLanes) {
    const Index count = channels - c;
    const Vec shift = load(x + c, count);
    Vec sum = {};
    Vec square = {};
    for (Index row = 0; row < rows; ++row) {
      const Vec d = load(x + row * channels + c, count) - shift;
      sum += d;
      square += d * d;
    }
    store(sums + c, sum, count);
    store(squares + c, square, count);
  }
}

// y = leaky((x - mean) scale + shift).
inline void normalize(const float* x, Index rows, Index channels, const ChannelValues& values,
                      float slope, float* y) {
  for (Index row = 0; row < rows; ++row, x += channels, y += channels) {
    for (Index c = 0; c < channels; c += kLanes) {
      const Index count = channels - c;
      const Vec z =
          (load(x + c, count) - load(values.mean + c, count)) * load(values.scale + c, count) +
          load(values.shift + c, count);
      store(y + c, leaky(z, slope), count);
    }
  }
}

// Sums over rows of g and of g (x - mean), g the gradient before the activation.
inline void gradient_sums(const float* gradient, const float* x, const float* y, Index rows,
                          Index channels, const float* mean, float slope, float* sums,
                          float* products) {
  for (Index c = 0; c < channels; c += kLanes) {
    const Index count = channels - c;
    const Vec center = load(mean + c, count);
    Vec sum = {};
    Vec product = {};
    for (Index row = 0; row < rows; ++row) {
      const Index at = row * channels + c;
      const Vec g = gated(load(gradient + at, count), load(y + at, count), slope);
      sum += g;
      product += g * (load(x + at, count) - center);
    }
    store(sums + c, sum, count);
    store(products + c, product, count);
  }
}

// dx = scale g + (x - mean) slope_of_x + shift; the values depend on the channel.
inline void normalize_backward(const float* gradient, const float* x, const float* y, Index rows,
                               Index channels, const ChannelValues& values, float slope,
                               float* dx) {
  for (Index row = 0; row < rows; ++row) {
    for (Index c = 0; c < channels; c += kLanes) {
      const Index count = channels - c;
      const Index at = row * channels + c;
      const Vec g = gated(load(gradient + at, count), load(y + at, count), slope);
      const Vec d = load(x + at, count) - load(values.mean + c, count);
      store(dx + at,
            g * load(values.scale + c, count) + d * load(values.of_input + c, count) +
                load(values.shift + c, count),
            count);
    }
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
