// The maps of F(4, 2) in one dimension: Lavin and Gray 2016, "Fast algorithms for convolutional
// neural networks", section 4, with evaluation points 0, 1, -1, 2 and infinity.
//
// With the padded fine side split into even and odd rows and columns, P_f[j] = P[2j + f], the 4x4
// convolution with stride 2 is a 2x2 convolution with stride 1 over four times the channels:
// out[y] = sum over f and a in {0, 1} of P_f[y + a] w[2a + f]. Four outputs of a 2-tap filter take
// five products instead of eight, 4x4 outputs 25 instead of 64:
//   output(input(d) * weight(g))[i] = d[i] g[0] + d[i + 1] g[1].
// The fractions of the inverse evaluation all stand with the weights.
#pragma once

#include "kernels/vector.h"

namespace leakygan::LEAKYGAN_KERNELS {

inline void input(const Vec (&d)[5], Vec (&v)[5]) {
  v[3] = d[3] - d[1];
  v[0] = v[3] + 2.0F * (d[0] - d[2]);
  v[1] = d[2] - d[3] + 2.0F * d[1];
  v[2] = 3.0F * d[2] - d[3] - 2.0F * d[1];
  v[4] = d[4] - d[2] - 2.0F * v[3];
}

// The adjoint of input, for the three elements that belong to one tile alone.
inline void input_adjoint(const Vec (&v)[6], Vec& d1, Vec& d2, Vec& d3) {
  d1 = 2.0F * (v[1] - v[2] + v[4]) - v[0] - v[3];
  d2 = v[1] - v[4] + 3.0F * v[2] - 2.0F * v[0];
  d3 = v[0] - v[1] - v[2] + v[3] - 2.0F * v[4];
}

// The adjoint of input, summed over tiles: element 0 of a tile is element 4 of the one before. v[5]
// is the value of that tile at infinity, or of the one after it at 0. An odd phase gives elements
// 0 to 3, an even one 1 to 4, which together reach every pixel once.
inline void odd_phase(const Vec (&v)[6], Vec (&d)[4]) {
  d[0] = 2.0F * v[0] + v[5];
  input_adjoint(v, d[1], d[2], d[3]);
}

inline void even_phase(const Vec (&v)[6], Vec (&d)[4]) {
  input_adjoint(v, d[0], d[1], d[2]);
  d[3] = v[4] + 2.0F * v[5];
}

inline void output(const Vec (&m)[5], Vec (&y)[4]) {
  const Vec sum = m[1] + m[2];
  const Vec difference = m[1] - m[2];
  y[0] = m[0] + sum + m[3];
  y[1] = difference + 2.0F * m[3];
  y[2] = sum + 4.0F * m[3];
  y[3] = difference + 8.0F * m[3] + m[4];
}

inline void output_adjoint(const Vec (&y)[4], Vec (&m)[5]) {
  const Vec even = y[0] + y[2];
  const Vec odd = y[1] + y[3];
  m[0] = y[0];
  m[1] = even + odd;
  m[2] = even - odd;
  m[3] = y[0] + 2.0F * y[1] + 4.0F * y[2] + 8.0F * y[3];
  m[4] = y[3];
}

inline void weight(const Vec (&g)[2], Vec (&u)[5]) {
  u[0] = 0.5F * g[0];
  u[1] = 0.5F * (g[0] + g[1]);
  u[2] = (g[0] - g[1]) * (1.0F / 6.0F);
  u[3] = (g[0] + 2.0F * g[1]) * (1.0F / 6.0F);
  u[4] = g[1];
}

inline void weight_adjoint(const Vec (&u)[5], Vec (&g)[2]) {
  g[0] = 0.5F * (u[0] + u[1]) + (u[2] + u[3]) * (1.0F / 6.0F);
  g[1] = 0.5F * u[1] + u[4] + (2.0F * u[3] - u[2]) * (1.0F / 6.0F);
}

// One map along each row, then one along each column.
template <auto AlongRows, auto AlongColumns, int In, int Out>
inline void both_ways(const Vec (&in)[In][In], Vec (&out)[Out][Out]) {
  Vec half[Out][In];  // transposed
  LEAKYGAN_UNROLL
  for (int i = 0; i < In; ++i) {
    Vec mapped[Out];
    AlongRows(in[i], mapped);
    for (int j = 0; j < Out; ++j) half[j][i] = mapped[j];
  }
  LEAKYGAN_UNROLL
  for (int j = 0; j < Out; ++j) {
    Vec mapped[Out];
    AlongColumns(half[j], mapped);
    for (int i = 0; i < Out; ++i) out[i][j] = mapped[i];
  }
}

template <auto Map, int In, int Out>
inline void both_ways(const Vec (&in)[In][In], Vec (&out)[Out][Out]) {
  both_ways<Map, Map>(in, out);
}

}  // namespace leakygan::LEAKYGAN_KERNELS
