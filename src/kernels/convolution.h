#pragma once

#include "kernels/buffer.h"
#include "kernels/kernel_table.h"
#include "kernels/parallel.h"

namespace leakygan {

// Weights as a convolution multiplies by them, for one direction.
struct PackedWeights {
  Buffer memory;
  Panels panels;
};

// The convolution of one shape with one way to compute it. Neither the number of threads nor how
// `parallel` cuts the ranges changes a bit of the results.
class Convolution {
 public:
  Convolution(const ConvolutionShape& shape, const KernelTable& kernels,
              const Transforms& transforms);

  // Packs weights for one direction, into the memory that `packed` has if it is enough.
  void pack_down(const float* weights, PackedWeights& packed, const Parallel& parallel) const;
  void pack_up(const float* weights, PackedWeights& packed, const Parallel& parallel) const;

  // coarse = fine convolved with the weights of pack_down.
  void down(const float* fine, const PackedWeights& weights, float* coarse,
            const Parallel& parallel) const;
  // fine = the transposed convolution of coarse with the weights of pack_up; the input gradient of
  // down.
  void up(const float* coarse, const PackedWeights& weights, float* fine,
          const Parallel& parallel) const;
  // The gradient of sum(coarse * down(fine)) with respect to the weights.
  void weight_gradient(const float* fine, const float* coarse, float* gradient,
                       const Parallel& parallel) const;

 private:
  std::int64_t memory_of(std::int64_t columns, std::int64_t rows) const;
  Panels panels_in(float* memory, std::int64_t columns, std::int64_t rows) const;
  std::int64_t block_rows() const;
  void multiply(const Panels& a, std::int64_t depth, std::int64_t rows, const PackedWeights& b,
                const Panels& c, std::int64_t columns, const Parallel& parallel) const;

  TiledShape shape_;
  const KernelTable& kernels_;
  const Transforms& transforms_;
  std::int64_t panel_;
  std::int64_t fine_columns_;
};

}  // namespace leakygan
