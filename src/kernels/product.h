// Matrix products of panels (Goto and van de Geijn 2008, "Anatomy of high-performance matrix
// multiplication": a block of c stays in registers while a and b stream by).
#pragma once

#include <utility>

#include "kernels/vector.h"

namespace leakygan::LEAKYGAN_KERNELS {

// Rows of c in registers, two each; with a row of b and an element of a they fill the 32 registers
// of AVX-512 or the 16 of the others.
constexpr Index kRows = kLanes == 16 ? 14 : 6;

// sum += one column of a times one row of b.
template <int Rows>
inline void multiply_add(Vec (&sum)[Rows][2], const float* a, Index a_step, const float* b) {
  const Vec left = load(b);
  const Vec right = load(b + kLanes);
  LEAKYGAN_UNROLL
  for (int i = 0; i < Rows; ++i) {
    sum[i][0] += a[i * a_step] * left;
    sum[i][1] += a[i * a_step] * right;
  }
}

template <int Rows>
inline void get(Vec (&sum)[Rows][2], const float* c) {
  LEAKYGAN_UNROLL
  for (int i = 0; i < Rows; ++i) {
    sum[i][0] = load(c + i * kPanel);
    sum[i][1] = load(c + i * kPanel + kLanes);
  }
}

template <int Rows>
inline void put(const Vec (&sum)[Rows][2], float* c) {
  LEAKYGAN_UNROLL
  for (int i = 0; i < Rows; ++i) {
    store(c + i * kPanel, sum[i][0]);
    store(c + i * kPanel + kLanes, sum[i][1]);
  }
}

// The rows of the next panel lie elsewhere, where the processor does not expect them.
template <int Rows>
inline void prefetch_rows(const float* a) {
  LEAKYGAN_UNROLL
  for (int i = 0; i < Rows; ++i) {
    __builtin_prefetch(a + i * kPanel);
    if (kLanes == 16) __builtin_prefetch(a + i * kPanel + kLanes);
  }
}

template <int Rows>
void multiply_rows(const float* a, Index a_stride, const float* b, float* c, Index depth,
                   bool add) {
  Vec sum[Rows][2] = {};
  if (add) get<Rows>(sum, c);
  for (Index panel = 0; panel < depth; panel += kPanel, a += a_stride) {
    const Index columns = least(kPanel, depth - panel);
    prefetch_rows<Rows>(a + a_stride);
    for (Index k = 0; k < columns; ++k, b += kPanel) multiply_add<Rows>(sum, a + k, kPanel, b);
  }
  put<Rows>(sum, c);
}

template <int Rows>
void multiply_transposed_rows(const float* a, const float* b, float* c, Index depth) {
  Vec sum[Rows][2] = {};
  for (Index k = 0; k < depth; ++k, a += kPanel, b += kPanel) multiply_add<Rows>(sum, a, 1, b);
  put<Rows>(sum, c);
}

using MultiplyRows = void (*)(const float*, Index, const float*, float*, Index, bool);
using MultiplyTransposedRows = void (*)(const float*, const float*, float*, Index);

template <std::size_t... Rows>
constexpr MultiplyRows multiply_rows_of(std::index_sequence<Rows...>, Index rows) {
  constexpr MultiplyRows table[] = {multiply_rows<static_cast<int>(Rows) + 1>...};
  return table[rows - 1];
}

template <std::size_t... Rows>
constexpr MultiplyTransposedRows multiply_transposed_of(std::index_sequence<Rows...>, Index rows) {
  constexpr MultiplyTransposedRows table[] = {
      multiply_transposed_rows<static_cast<int>(Rows) + 1>...};
  return table[rows - 1];
}

using RowCounts = std::make_index_sequence<static_cast<std::size_t>(kRows)>;

// Calls body(begin, end) for groups of at most kRows rows, as equal as they can be.
template <typename Body>
inline void for_row_groups(Index rows, Body body) {
  const Index groups = (rows + kRows - 1) / kRows;
  for (Index i = 0; i < groups; ++i) body(rows * i / groups, rows * (i + 1) / groups);
}

inline void multiply(const float* a, Index a_stride, const float* b, float* c, Index rows,
                     Index depth, bool add) {
  for_row_groups(rows, [&](Index begin, Index end) {
    multiply_rows_of(RowCounts(), end - begin)(a + begin * kPanel, a_stride, b, c + begin * kPanel,
                                               depth, add);
  });
}

inline void multiply_transposed(const float* a, const float* b, float* c, Index depth) {
  for_row_groups(kPanel, [&](Index begin, Index end) {
    multiply_transposed_of(RowCounts(), end - begin)(a + begin, b, c + begin * kPanel, depth);
  });
}

// The result depends on every multiply-add, so that none can be left out.
inline double multiply_adds(Index count) {
  constexpr int kChains = 12;  // twice what two units with a latency of 4 need, and some more
  Vec sum[kChains];
  for (int i = 0; i < kChains; ++i) sum[i] = Vec{} + static_cast<float>(i);
  const Vec factor = Vec{} + 0.999F;
  const Vec term = Vec{} + 0.001F;
  for (Index k = 0; k < count; ++k) {
    LEAKYGAN_UNROLL
    for (int i = 0; i < kChains; ++i) sum[i] = sum[i] * factor + term;
  }
  bool finite = true;
  for (int i = 0; i < kChains; ++i) finite = finite && sum[i][0] < 100.0F;
  return finite ? static_cast<double>(count) * kChains * static_cast<double>(kLanes) : 0.0;
}

}  // namespace leakygan::LEAKYGAN_KERNELS
