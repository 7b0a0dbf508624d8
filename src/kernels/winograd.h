// Both sides of the convolution to and from the domain of winograd_maps.h. A fine column is
// (phase, channel), each phase padded to whole vectors.
#pragma once

#include "kernels/winograd_maps.h"

namespace leakygan::LEAKYGAN_KERNELS {

constexpr int kEvaluations = 5;  // in one dimension
constexpr int kPhases = 4;
constexpr int kWindow = 10;  // padded fine pixels that a tile reads, in each direction

using Points = Vec[kEvaluations][kEvaluations];

inline void store_points(const Points& values, float* to, Index point_stride) {
  LEAKYGAN_UNROLL
  for (int i = 0; i < kPoints; ++i) {
    store(to + i * point_stride, values[i / kEvaluations][i % kEvaluations]);
  }
}

inline void load_points(const float* from, Index point_stride, Points& values) {
  LEAKYGAN_UNROLL
  for (int i = 0; i < kPoints; ++i) {
    values[i / kEvaluations][i % kEvaluations] = load(from + i * point_stride);
  }
}

inline Index padded(Index channels) { return round_up(channels, kLanes); }

inline Index fine_columns(Index channels) { return kPhases * padded(channels); }

using Window = const float* [kWindow][kWindow];

inline void find_window(const TiledShape& shape, const float* fine, const float* zeros, Index tile,
                        Window& window) {
  const Place place = place_of(shape, tile);
  for (Index i = 0; i < kWindow; ++i) {
    const Index row = 2 * kTile * place.row + i - 1;
    for (Index j = 0; j < kWindow; ++j) {
      const Index column = 2 * kTile * place.column + j - 1;
      window[i][j] =
          in_fine(shape, row, column) ? fine_pixel(shape, fine, place.image, row, column) : zeros;
    }
  }
}

template <bool Whole>
inline void fine_vector(std::bool_constant<Whole> whole, const Window& window, Index phase, Index c,
                        Index count, float* to, Index point_stride) {
  Points d;
  Points v;
  for (Index i = 0; i < kEvaluations; ++i) {
    for (Index j = 0; j < kEvaluations; ++j) {
      d[i][j] = load(whole, window[2 * i + phase / 2][2 * j + phase % 2] + c, count);
    }
  }
  both_ways<input>(d, v);
  store_points(v, to, point_stride);
}

inline void fine_to_panels(const TiledShape& shape, const float* fine, const float* zeros,
                           Range tiles, Index first, Range columns, const Panels& panels) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    Window window;
    find_window(shape, fine, zeros, tile, window);
    for (Index column = columns.begin; column < columns.end; column += kLanes) {
      const Index phase = column / padded(shape.channels);
      const Index c = column % padded(shape.channels);
      const Index count = shape.channels - c;
      float* to = column_of(panels, column) + (tile - first) * kPanel;
      if (count >= kLanes) {
        fine_vector(std::true_type(), window, phase, c, count, to, panels.point_stride);
      } else {
        fine_vector(std::false_type(), window, phase, c, count, to, panels.point_stride);
      }
    }
  }
}

// The tile beside one, and the point whose value it gives to that one's edge pixels.
struct Neighbour {
  bool exists;
  Index rows;  // from the tile to it, in panels
  Index point;
};

// All values that a tile's pixels of one phase depend on.
inline void load_with_neighbours(const float* from, Index point_stride, const Neighbour& vertical,
                                 const Neighbour& horizontal, Vec (&m)[6][6]) {
  const auto value = [&](Index rows, Index point) {
    return load(from + rows * kPanel + point * point_stride);
  };
  const Vec zero = {};
  for (Index i = 0; i < kEvaluations; ++i) {
    for (Index j = 0; j < kEvaluations; ++j) m[i][j] = value(0, kEvaluations * i + j);
    m[5][i] = vertical.exists ? value(vertical.rows, kEvaluations * vertical.point + i) : zero;
    m[i][5] =
        horizontal.exists ? value(horizontal.rows, kEvaluations * i + horizontal.point) : zero;
  }
  m[5][5] =
      vertical.exists && horizontal.exists
          ? value(vertical.rows + horizontal.rows, kEvaluations * vertical.point + horizontal.point)
          : zero;
}

template <int Phase>
inline void phase_to_fine(const TiledShape& shape, const Panels& panels, Index tile, Index row,
                          float* fine) {
  constexpr bool kOddRow = Phase / 2 == 1;
  constexpr bool kOddColumn = Phase % 2 == 1;
  constexpr auto kAlongColumns = kOddRow ? odd_phase : even_phase;
  constexpr auto kAlongRows = kOddColumn ? odd_phase : even_phase;
  const Place place = place_of(shape, tile);
  const Neighbour vertical = {kOddRow ? place.row > 0 : place.row + 1 < shape.tile_rows,
                              kOddRow ? -shape.tile_columns : shape.tile_columns, kOddRow ? 4 : 0};
  const Neighbour horizontal = {
      kOddColumn ? place.column > 0 : place.column + 1 < shape.tile_columns, kOddColumn ? -1 : 1,
      kOddColumn ? 4 : 0};
  for_vectors(shape.channels, [&](auto whole, Index c) {
    Vec m[6][6];
    Vec pixels[kTile][kTile];
    const float* from = column_of(panels, Phase * padded(shape.channels) + c) + row * kPanel;
    load_with_neighbours(from, panels.point_stride, vertical, horizontal, m);
    both_ways<kAlongRows, kAlongColumns>(m, pixels);
    for (Index i = 0; i < kTile; ++i) {
      const Index y = 2 * (kTile * place.row + i) + (kOddRow ? 0 : 1);
      for (Index j = 0; j < kTile; ++j) {
        const Index x = 2 * (kTile * place.column + j) + (kOddColumn ? 0 : 1);
        if (!in_fine(shape, y, x)) continue;
        float* to = fine + ((place.image * shape.height + y) * shape.width + x) * shape.channels;
        store(whole, to + c, pixels[i][j], shape.channels - c);
      }
    }
  });
}

inline void panels_to_fine(const TiledShape& shape, const Panels& panels, Range tiles, Index first,
                           float* fine) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    phase_to_fine<0>(shape, panels, tile, tile - first, fine);
    phase_to_fine<1>(shape, panels, tile, tile - first, fine);
    phase_to_fine<2>(shape, panels, tile, tile - first, fine);
    phase_to_fine<3>(shape, panels, tile, tile - first, fine);
  }
}

inline void coarse_to_panels(const TiledShape& shape, const float* coarse, const float* zeros,
                             Range tiles, Index first, const Panels& panels) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    for_vectors(shape.coarse_channels, [&](auto whole, Index k) {
      Vec y[kTile][kTile];
      Points m;
      for (Index i = 0; i < kTile; ++i) {
        for (Index j = 0; j < kTile; ++j) {
          const Index row = kTile * place.row + i;
          const Index column = kTile * place.column + j;
          const float* from = in_coarse(shape, row, column)
                                  ? coarse_pixel(shape, coarse, place.image, row, column)
                                  : zeros;
          y[i][j] = load(whole, from + k, shape.coarse_channels - k);
        }
      }
      both_ways<output_adjoint>(y, m);
      store_points(m, column_of(panels, k) + (tile - first) * kPanel, panels.point_stride);
    });
  }
}

inline void panels_to_coarse(const TiledShape& shape, const Panels& panels, Range tiles,
                             Index first, float* coarse) {
  for (Index tile = tiles.begin; tile < tiles.end; ++tile) {
    const Place place = place_of(shape, tile);
    for_vectors(shape.coarse_channels, [&](auto whole, Index k) {
      Points m;
      Vec y[kTile][kTile];
      load_points(column_of(panels, k) + (tile - first) * kPanel, panels.point_stride, m);
      both_ways<output>(m, y);
      for (Index i = 0; i < kTile; ++i) {
        for (Index j = 0; j < kTile; ++j) {
          const Index row = kTile * place.row + i;
          const Index column = kTile * place.column + j;
          if (!in_coarse(shape, row, column)) continue;
          float* to =
              coarse + ((place.image * shape.coarse_height + row) * shape.coarse_width + column) *
                           shape.coarse_channels;
          store(whole, to + k, y[i][j], shape.coarse_channels - k);
        }
      }
    });
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
