#pragma once

#include <cstdint>
#include <vector>

#include "kernels/kernel_table.h"
#include "kernels/parallel.h"

namespace leakygan {

// Batch normalization (Ioffe and Szegedy 2015, algorithm 1) followed by max(slope y, y), on
// float32 [groups, rows, channels]. Each group has statistics of its own: real and made images can
// go through a network together without sharing any.
//
// Passes are cut into pieces of a fixed number of rows, and sums of pieces are added in order in
// double precision: the number of threads changes no bit.
struct NormalizationShape {
  std::int64_t groups = 1;
  std::int64_t rows = 0;
  std::int64_t channels = 0;
};

struct BatchStatistics {
  std::vector<double> mean;      // [groups, channels]
  std::vector<double> variance;  // the same, of the batch itself: divided by the number of rows
};

BatchStatistics batch_statistics(const NormalizationShape& shape, const float* x,
                                 const KernelTable& kernels, const Parallel& parallel);

// y = leaky((x - mean) / sqrt(variance + epsilon) * weight + bias). y may be x.
void normalize(const NormalizationShape& shape, const float* x, const BatchStatistics& statistics,
               double epsilon, const float* weight, const float* bias, double slope, float* y,
               const KernelTable& kernels, const Parallel& parallel);

// What the backward pass knows of the forward pass.
struct NormalizedBatch {
  const float* x = nullptr;
  const float* y = nullptr;
  const BatchStatistics& statistics;
  double epsilon = 0;
  const float* weight = nullptr;
  double slope = 1;
};

// From the gradient of y those of x, weight and bias; algorithm 1's statistics depend on x too.
void normalize_backward(const NormalizationShape& shape, const NormalizedBatch& batch,
                        const float* gradient, float* dx, float* dweight, float* dbias,
                        const KernelTable& kernels, const Parallel& parallel);

}  // namespace leakygan
