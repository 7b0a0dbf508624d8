// Weights [K, 4, 4, C] to and from the domain of winograd_maps.h.
#pragma once

#include "kernels/winograd.h"

namespace leakygan::LEAKYGAN_KERNELS {

// Where tap (2a + f) of both directions begins in a coarse channel's weights, for phase f and the
// tap a of its 2x2 convolution.
inline Index tap_offset(Index channels, int phase, int a, int b) {
  const Index row = 2 * a + phase / 2;
  const Index column = 2 * b + phase % 2;
  return (row * 4 + column) * channels;
}

// A vector of channels of one coarse channel.
inline void winograd_weights_to_up(const ConvolutionShape& shape, const float* weights, Index begin,
                                   Index end, const Panels& panels) {
  const Index channels = shape.channels;
  for (Index k = begin; k < end; ++k) {
    for (int phase = 0; phase < kPhases; ++phase) {
      for (Index c = 0; c < channels; c += kLanes) {
        Vec g[2][2];
        Points u;
        for (int a = 0; a < 2; ++a) {
          for (int b = 0; b < 2; ++b) {
            const float* from = weights + k * 16 * channels + tap_offset(channels, phase, a, b);
            g[a][b] = load(from + c, channels - c);
          }
        }
        both_ways<weight>(g, u);
        float* to = column_of(panels, phase * padded(channels) + c) + k * kPanel;
        store_points(u, to, panels.point_stride);
      }
    }
  }
}

// kLanes fine channels by kLanes coarse ones of one phase, the coarse ones in the vectors.
inline void winograd_block_to_down(const ConvolutionShape& shape, const float* weights, Index k,
                                   int phase, Index c, const Panels& panels) {
  float taps[2][2][kLanes][kLanes];
  for (int a = 0; a < 2; ++a) {
    for (int b = 0; b < 2; ++b) {
      const Index row = 16 * shape.channels;
      transpose(weights + k * row + tap_offset(shape.channels, phase, a, b) + c, row,
                shape.coarse_channels - k, shape.channels - c, taps[a][b]);
    }
  }
  for (Index i = 0; i < kLanes; ++i) {
    const Vec g[2][2] = {{load(taps[0][0][i]), load(taps[0][1][i])},
                         {load(taps[1][0][i]), load(taps[1][1][i])}};
    Points u;
    both_ways<weight>(g, u);
    float* to = column_of(panels, k) + (phase * padded(shape.channels) + c + i) * kPanel;
    store_points(u, to, panels.point_stride);
  }
}

inline void winograd_weights_to_down(const ConvolutionShape& shape, const float* weights,
                                     Index begin, Index end, const Panels& panels) {
  for (Index k = begin; k < end; k += kLanes) {
    for (int phase = 0; phase < kPhases; ++phase) {
      for (Index c = 0; c < shape.channels; c += kLanes) {
        winograd_block_to_down(shape, weights, k, phase, c, panels);
      }
    }
  }
}

inline void winograd_panels_to_weights(const ConvolutionShape& shape, const Panels& panels,
                                       Index begin, Index end, float* weights) {
  const Index channels = shape.channels;
  for (Index k = begin; k < end; ++k) {
    for (int phase = 0; phase < kPhases; ++phase) {
      for (Index c = 0; c < channels; c += kLanes) {
        Points u;
        Vec g[2][2];
        const float* from = column_of(panels, phase * padded(channels) + c) + k * kPanel;
        load_points(from, panels.point_stride, u);
        both_ways<weight_adjoint>(u, g);
        for (int a = 0; a < 2; ++a) {
          for (int b = 0; b < 2; ++b) {
            float* to = weights + k * 16 * channels + tap_offset(channels, phase, a, b);
            store(to + c, g[a][b], channels - c);
          }
        }
      }
    }
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
