#pragma once

#include <cstdint>

#include "kernels/convolution_shape.h"

namespace leakygan {

// The domain in which the convolution is 25 matrix products (winograd_maps.h). With F the map of
// the fine side into it, K that of the coarse one, W that of the weights, and ' the adjoint:
//   down     coarse = K' (F fine)(W weights)
//   up       fine = F' (K coarse)(W weights)'
//   weights  gradient = W' (F fine)'(K coarse)
inline constexpr std::int64_t kTile = 4;     // side of a tile on the coarse side
inline constexpr std::int64_t kPoints = 25;  // evaluation points, a product each

// Numbers for each channel, of one pass over rows of channels.
struct ChannelValues {
  const float* mean = nullptr;
  const float* scale = nullptr;
  const float* shift = nullptr;
  const float* of_input = nullptr;  // backward only
};

// Everything that is compiled once for each set of instructions. Plain values, without a
// constructor that could be compiled for one processor and linked for all.
struct KernelTable {
  std::int64_t lanes;  // floats of a vector register; a panel has twice as many columns

  // Columns that the fine side has in the domain, from its channels; the coarse side has its
  // channels.
  std::int64_t (*fine_columns)(std::int64_t channels);

  // Tiles into rows of panels, where `first` is the tile in row 0; `zeros` are as many zeros as a
  // pixel has channels. Of the fine columns at least the given ones are set.
  void (*fine_to_panels)(const TiledShape&, const float* fine, const float* zeros, Range tiles,
                         std::int64_t first, Range columns, const Panels&);
  void (*coarse_to_panels)(const TiledShape&, const float* coarse, const float* zeros, Range tiles,
                           std::int64_t first, const Panels&);
  // The adjoints. panels_to_fine also reads the rows of the tiles around the given ones.
  void (*panels_to_fine)(const TiledShape&, const Panels&, Range tiles, std::int64_t first,
                         float* fine);
  void (*panels_to_coarse)(const TiledShape&, const Panels&, Range tiles, std::int64_t first,
                           float* coarse);

  // Weights as the right side of the products, for ranges of coarse channels and fine columns,
  // which begin at whole panels and stand from row and column 0 on: down has a row for each fine
  // column, up one for each coarse channel.
  void (*weights_to_down)(const ConvolutionShape&, const float* weights, Range coarse,
                          Range columns, const Panels&);
  void (*weights_to_up)(const ConvolutionShape&, const float* weights, Range coarse, Range columns,
                        const Panels&);
  // The adjoint, of rows of coarse channels: sets or, with `add`, adds to the weights of the
  // ranges.
  void (*panels_to_weights)(const ConvolutionShape&, const Panels&, Range coarse, Range columns,
                            bool add, float* weights);

  // One panel of a product: c [rows, panel] = (or += with `add`) a [rows, depth] b [depth, panel],
  // where the panels of a are `a_stride` apart.
  void (*multiply)(const float* a, std::int64_t a_stride, const float* b, float* c,
                   std::int64_t rows, std::int64_t depth, bool add);
  // c [panel, panel] = a' b, both [depth, panel].
  void (*multiply_transposed)(const float* a, const float* b, float* c, std::int64_t depth);

  // Batch normalization with a leaky activation, over rows [rows, channels]: `slope` 1 is no
  // activation. See batch_normalization.h.
  void (*channel_sums)(const float* x, std::int64_t rows, std::int64_t channels, float* sums,
                       float* squares);
  void (*normalize)(const float* x, std::int64_t rows, std::int64_t channels, const ChannelValues&,
                    float slope, float* y);
  void (*gradient_sums)(const float* gradient, const float* x, const float* y, std::int64_t rows,
                        std::int64_t channels, const float* mean, float slope, float* sums,
                        float* products);
  void (*normalize_backward)(const float* gradient, const float* x, const float* y,
                             std::int64_t rows, std::int64_t channels, const ChannelValues&,
                             float slope, float* dx);
  // Runs `count` multiply-adds in each of a dozen registers, independent of memory, and returns how
  // many that were in all: what a core can do at most.
  double (*multiply_adds)(std::int64_t count);
};

}  // namespace leakygan
