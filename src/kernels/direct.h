// The convolution as one matrix product with the 4x4 windows of the fine side: a tile is a coarse
// pixel, and its fine columns are (row, column, channel) of its window.
#pragma once

#include "kernels/vector.h"

namespace leakygan::LEAKYGAN_KERNELS {

constexpr int kKernel = 4;

inline Index direct_fine_columns(Index channels) { return kKernel * kKernel * channels; }

// Copies to columns of one row of panels, from and to memory.
inline void put_columns(const Panels& panels, Index row, Index column, const float* from,
                        Index count) {
  for (Index i = 0; i < count;) {
    const Index space = kLanes - (column + i) % kLanes;
    store(column_of(panels, column + i) + row * kPanel, load(from + i, least(space, count - i)),
          least(space, count - i));
    i += space;
  }
}

inline void direct_fine_to_panels(const TiledShape& shape, const float* fine, const float* zeros,
                                  Range tiles, Index first, Range columns,
                                  const Panels& panels) {
  const Index channels = shape.channels;
  const auto wanted = [&](Index column, Index count) {
    return column < columns.end && column + count > columns.begin;
  };
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    for (Index i = 0; i < kKernel; ++i) {
      const Index row = 2 * place.row + i - 1;
      const Index left = 2 * place.column - 1;
      const bool inside =
          in_fine(shape, row, left) && in_fine(shape, row, left + kKernel - 1);
      const Index run = inside ? kKernel : 1;  // neighbours in memory, or each on its own
      for (Index j = 0; j < kKernel; j += run) {
        const Index column = (i * kKernel + j) * channels;
        if (!wanted(column, run * channels)) continue;
        const float* from = in_fine(shape, row, left + j)
                                ? fine_pixel(shape, fine, place.image, row, left + j)
                                : zeros;
        put_columns(panels, tile - first, column, from, run * channels);
      }
    }
  }
}

// fine += what a tile's window gives to one pixel.
inline void add_columns(const Panels& panels, Index row, Index column, float* to, Index count) {
  for (Index i = 0; i < count;) {
    const Index space = least(kLanes - (column + i) % kLanes, count - i);
    const float* from = column_of(panels, column + i) + row * kPanel;
    store(to + i, load(to + i, space) + load(from, space), space);
    i += space;
  }
}

// Each pixel lies in the windows of up to 2x2 tiles.
inline void direct_pixel_to_fine(const TiledShape& shape, const Panels& panels, Index image,
                                 Index row, Index column, Index first, float* to) {
  for (Index c = 0; c < shape.channels; ++c) to[c] = 0.0F;
  for (Index i = (row + 1) % 2; i < kKernel; i += 2) {
    for (Index j = (column + 1) % 2; j < kKernel; j += 2) {
      const Index y = (row + 1 - i) / 2;
      const Index x = (column + 1 - j) / 2;
      if (row + 1 < i || column + 1 < j || y >= shape.tile_rows || x >= shape.tile_columns) continue;
      const Index tile = (image * shape.tile_rows + y) * shape.tile_columns + x;
      add_columns(panels, tile - first, (i * kKernel + j) * shape.channels, to, shape.channels);
    }
  }
}

inline void direct_panels_to_fine(const TiledShape& shape, const Panels& panels, Range tiles,
                                  Index first, float* fine) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    for (Index i = 0; i < 2; ++i) {
      for (Index j = 0; j < 2; ++j) {
        const Index row = 2 * place.row + i;
        const Index column = 2 * place.column + j;
        if (!in_fine(shape, row, column)) continue;
        float* to = fine + ((place.image * shape.height + row) * shape.width + column) *
                               shape.channels;
        direct_pixel_to_fine(shape, panels, place.image, row, column, first, to);
      }
    }
  }
}

inline void direct_coarse_to_panels(const TiledShape& shape, const float* coarse,
                                    const float* zeros, Range tiles, Index first,
                                    const Panels& panels) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    const float* from = in_coarse(shape, place.row, place.column)
                            ? coarse_pixel(shape, coarse, place.image, place.row, place.column)
                            : zeros;
    put_columns(panels, tile - first, 0, from, shape.coarse_channels);
  }
}

inline void direct_panels_to_coarse(const TiledShape& shape, const Panels& panels, Range tiles,
                                    Index first, float* coarse) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    if (!in_coarse(shape, place.row, place.column)) continue;
    float* to = coarse + ((place.image * shape.coarse_height + place.row) * shape.coarse_width +
                          place.column) * shape.coarse_channels;
    for (Index k = 0; k < shape.coarse_channels; k += kLanes) {
      const float* from = column_of(panels, k) + (tile - first) * kPanel;
      store(to + k, load(from), shape.coarse_channels - k);
    }
  }
}

inline void direct_weights_to_up(const ConvolutionShape& shape, const float* weights, Range coarse,
                                 Range columns, const Panels& panels) {
  for (Index k = coarse.begin; k < coarse.end; ++k) {
    put_columns(panels, k - coarse.begin, 0,
                weights + k * direct_fine_columns(shape.channels) + columns.begin,
                columns.end - columns.begin);
  }
}

inline void direct_weights_to_down(const ConvolutionShape& shape, const float* weights,
                                   Range coarse, Range columns, const Panels& panels) {
  const Index row = direct_fine_columns(shape.channels);
  for (Index k = coarse.begin; k < coarse.end; k += kLanes) {
    for (Index column = columns.begin; column < columns.end; column += kLanes) {
      float block[kLanes][kLanes];
      transpose(weights + k * row + column, row, shape.coarse_channels - k, row - column, block);
      float* to = column_of(panels, k - coarse.begin) + (column - columns.begin) * kPanel;
      for (Index i = 0; i < kLanes; ++i) store(to + i * kPanel, load(block[i]));
    }
  }
}

inline void direct_panels_to_weights(const ConvolutionShape& shape, const Panels& panels,
                                     Range coarse, Range columns, bool add, float* weights) {
  for (Index k = coarse.begin; k < coarse.end; ++k) {
    float* to = weights + k * direct_fine_columns(shape.channels);
    for (Index column = columns.begin; column < columns.end; column += kLanes) {
      const Vec value =
          load(column_of(panels, column - columns.begin) + (k - coarse.begin) * kPanel);
      store(to + column, add ? load(to + column) + value : value);
    }
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
