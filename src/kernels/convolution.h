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

// The 4x4 convolution with stride 2 of one shape, by 2.56 times fewer multiplications than it has
// by definition. Its rounding error is about three times as large:
// tests/kernels/convolution_test.cpp bounds it against float64. The number of threads changes no
// bit of the results.
//
// In the domain of the products weights take 6.25 times their memory. Small ones are packed once
// and can be kept as long as they do not change; large ones are packed piece by piece while they
// are multiplied by, in a core's own cache (keeps_weights says which).
class Convolution {
 public:
  Convolution(const ConvolutionShape& shape, const KernelTable& kernels);

  bool keeps_weights() const;
  // Only where keeps_weights; into the memory that `packed` has if it is enough.
  void pack_down(const float* weights, PackedWeights& packed, const Parallel& parallel) const;
  void pack_up(const float* weights, PackedWeights& packed, const Parallel& parallel) const;

  // coarse = fine convolved with the weights; `packed` by pack_down, or null.
  void down(const float* fine, const float* weights, const PackedWeights* packed, float* coarse,
            const Parallel& parallel) const;
  // fine = coarse convolved with the transposed weights, the input gradient of down; `packed` by
  // pack_up, or null.
  void up(const float* coarse, const float* weights, const PackedWeights* packed, float* fine,
          const Parallel& parallel) const;
  // The gradient of sum(coarse * down(fine)) with respect to the weights.
  void weight_gradient(const float* fine, const float* coarse, float* gradient,
                       const Parallel& parallel) const;

 private:
  struct Product;
  std::int64_t numbers(std::int64_t columns, std::int64_t rows) const;
  Panels panels_in(Buffer& memory, std::int64_t columns, std::int64_t rows) const;
  std::int64_t block_rows(std::int64_t tiles) const;
  template <typename Block>
  void for_blocks(bool is_packed, Block block, const Parallel& parallel) const;
  void multiply(const Product& product, const PackedWeights& weights,
                const Parallel& parallel) const;
  template <typename PackPiece>
  void multiply_packing(const Product& product, PackPiece pack, const Parallel& parallel) const;
  void down_block(const float* fine, const float* weights, const PackedWeights* packed, Range rows,
                  float* coarse, const Parallel& parallel) const;
  void up_block(const float* coarse, const float* weights, const PackedWeights* packed, Range rows,
                float* fine, const Parallel& parallel) const;
  void gradient_part(const float* fine, const float* coarse, Range tiles, Range columns,
                     float* gradient) const;
  void gradient_block(const Panels& fine, const Panels& coarse, std::int64_t tiles, Range columns,
                      bool add, float* gradient) const;

  TiledShape shape_;
  const KernelTable& kernels_;
  std::int64_t panel_;
  std::int64_t fine_columns_;
};

}  // namespace leakygan
