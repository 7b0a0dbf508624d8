// Included by kernels_of.cpp alone, which is compiled once for each set of instructions; nothing
// here may be an inline function of a common namespace or header, or the linker would keep the one
// with the newest instructions for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#if defined(__clang__)
#define LEAKYGAN_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LEAKYGAN_UNROLL _Pragma("GCC unroll 32")
#endif

namespace leakygan::LEAKYGAN_KERNELS {

using Index = std::int64_t;

constexpr Index kLanes = LEAKYGAN_LANES;
constexpr Index kPanel = 2 * kLanes;

using Vec = float __attribute__((vector_size(4 * LEAKYGAN_LANES), aligned(4), may_alias));

using IntVec = decltype(Vec{} < Vec{});  // a condition, lane by lane

inline Vec load(const float* from) { return *reinterpret_cast<const Vec*>(from); }
inline void store(float* to, Vec value) { *reinterpret_cast<Vec*>(to) = value; }

constexpr Index least(Index a, Index b) { return a < b ? a : b; }
constexpr Index round_up(Index a, Index unit) { return (a + unit - 1) / unit * unit; }

// The first `count` lanes; the others are 0, and not touched in memory.
inline Vec load(const float* from, Index count) {
  if (count >= kLanes) return load(from);
  Vec value = {};
  for (Index i = 0; i < count; ++i) value[i] = from[i];
  return value;
}

inline void store(float* to, Vec value, Index count) {
  if (count >= kLanes) return store(to, value);
  for (Index i = 0; i < count; ++i) to[i] = value[i];
}

// The same where the compiler knows whether all lanes are meant.
template <bool Whole>
inline Vec load(std::bool_constant<Whole>, const float* from, Index count) {
  return Whole ? load(from) : load(from, count);
}

template <bool Whole>
inline void store(std::bool_constant<Whole>, float* to, Vec value, Index count) {
  Whole ? store(to, value) : store(to, value, count);
}

// Calls body(whole, channel) for the channels of a pixel, a vector of them at a time.
template <typename Body>
inline void for_vectors(Index channels, Body body) {
  Index c = 0;
  for (; c + kLanes <= channels; c += kLanes) body(std::true_type(), c);
  if (c < channels) body(std::false_type(), c);
}

// Where column `column` of row 0 of point 0 stands.
inline float* column_of(const Panels& panels, Index column) {
  return panels.data + column / kPanel * panels.panel_stride + column % kPanel;
}

// Which tile of which image.
struct Place {
  Index image;
  Index row;
  Index column;
};

inline Place place_of(const TiledShape& shape, Index tile) {
  const Index of_image = shape.tile_rows * shape.tile_columns;
  const Index rest = tile % of_image;
  return {tile / of_image, rest / shape.tile_columns, rest % shape.tile_columns};
}

inline const float* fine_pixel(const TiledShape& shape, const float* fine, Index image, Index row,
                               Index column) {
  return fine + ((image * shape.height + row) * shape.width + column) * shape.channels;
}

inline const float* coarse_pixel(const TiledShape& shape, const float* coarse, Index image,
                                 Index row, Index column) {
  return coarse + ((image * shape.coarse_height + row) * shape.coarse_width + column) *
                      shape.coarse_channels;
}

inline bool in_fine(const TiledShape& shape, Index row, Index column) {
  return row >= 0 && row < shape.height && column >= 0 && column < shape.width;
}

inline bool in_coarse(const TiledShape& shape, Index row, Index column) {
  return row < shape.coarse_height && column < shape.coarse_width;
}

// t[j][i] = rows[i][j] for kLanes x kLanes; rows beyond `count` are 0.
inline void transpose(const float* rows, Index stride, Index count, Index columns,
                      float (&t)[kLanes][kLanes]) {
  for (Index i = 0; i < kLanes; ++i) {
    for (Index j = 0; j < kLanes; ++j) {
      t[j][i] = i < count && j < columns ? rows[i * stride + j] : 0.0F;
    }
  }
}

}  // namespace leakygan::LEAKYGAN_KERNELS
