// Weights [K, 4, 4, C] to and from the domain of winograd_maps.h.
#pragma once

#include "kernels/winograd.h"

namespace leakygan::LEAKYGAN_KERNELS {

// The four taps of the 2x2 convolution that kLanes fine columns stand for, which are channels of
// one phase: where they begin in the weights of a coarse channel, and how many there are.
struct Taps {
  Taps(Index channels, Index column)
      : channel(column % padded(channels)), count(channels - channel) {
    const Index phase = column / padded(channels);
    for (Index a = 0; a < 2; ++a) {
      for (Index b = 0; b < 2; ++b) {
        const Index row = 2 * a + phase / 2;
        offset[a][b] = (row * 4 + 2 * b + phase % 2) * channels + channel;
      }
    }
  }
  Index channel;
  Index count;
  Index offset[2][2];
};

inline void weights_to_up(const ConvolutionShape& shape, const float* weights, Range coarse,
                          Range columns, const Panels& panels) {
  for (Index column = columns.begin; column < columns.end; column += kLanes) {
    const Taps taps(shape.channels, column);
    float* to = column_of(panels, column - columns.begin);
    for (Index k = coarse.begin; k < coarse.end; ++k, to += kPanel) {
      const float* from = weights + k * 16 * shape.channels;
      Vec g[2][2];
      Points u;
      for (int i = 0; i < 4; ++i) {
        g[i / 2][i % 2] = load(from + taps.offset[i / 2][i % 2], taps.count);
      }
      both_ways<weight>(g, u);
      store_points(u, to, panels.point_stride);
    }
  }
}

// kLanes fine columns by kLanes coarse channels from k on, those in the vectors.
inline void block_to_down(const ConvolutionShape& shape, const float* weights, Index k,
                          const Taps& taps, float* to, Index point_stride) {
  float blocks[2][2][kLanes][kLanes];
  const Index row = 16 * shape.channels;
  for (int i = 0; i < 4; ++i) {
    transpose(weights + k * row + taps.offset[i / 2][i % 2], row, shape.coarse_channels - k,
              taps.count, blocks[i / 2][i % 2]);
  }
  for (Index i = 0; i < kLanes; ++i) {
    Vec g[2][2];
    Points u;
    for (int j = 0; j < 4; ++j) g[j / 2][j % 2] = load(blocks[j / 2][j % 2][i]);
    both_ways<weight>(g, u);
    store_points(u, to + i * kPanel, point_stride);
  }
}

inline void weights_to_down(const ConvolutionShape& shape, const float* weights, Range coarse,
                            Range columns, const Panels& panels) {
  for (Index column = columns.begin; column < columns.end; column += kLanes) {
    const Taps taps(shape.channels, column);
    for (Index k = coarse.begin; k < coarse.end; k += kLanes) {
      float* to = column_of(panels, k - coarse.begin) + (column - columns.begin) * kPanel;
      block_to_down(shape, weights, k, taps, to, panels.point_stride);
    }
  }
}

inline void panels_to_weights(const ConvolutionShape& shape, const Panels& panels, Range coarse,
                              Range columns, bool add, float* weights) {
  for (Index column = columns.begin; column < columns.end; column += kLanes) {
    const Taps taps(shape.channels, column);
    const float* from = column_of(panels, column - columns.begin);
    for (Index k = coarse.begin; k < coarse.end; ++k, from += kPanel) {
      float* of_channel = weights + k * 16 * shape.channels;
      Points u;
      Vec g[2][2];
      load_points(from, panels.point_stride, u);
      both_ways<weight_adjoint>(u, g);
      for (int i = 0; i < 4; ++i) {
        float* to = of_channel + taps.offset[i / 2][i % 2];
        const Vec value = g[i / 2][i % 2];
        store(to, add ? load(to, taps.count) + value : value, taps.count);
      }
    }
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
