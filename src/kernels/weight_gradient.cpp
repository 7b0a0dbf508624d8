#include <algorithm>

#include "kernels/convolution.h"
#include "kernels/workspace.h"

namespace leakygan {
namespace {

constexpr std::int64_t kBlockTiles = 64;  // tiles that are transformed at a time
constexpr std::int64_t kSliceTiles = 128;
constexpr std::int64_t kMostSlices = 8;

}  // namespace

// Slices of the tiles give a gradient each, which are added in order: their number follows from the
// shape. For more threads than slices the columns are cut as well, at the price of transforming the
// coarse side for each part: that costs less than cores that read what another one wrote.
void Convolution::weight_gradient(const float* fine, const float* coarse, float* gradient,
                                  const Parallel& parallel) const {
  const std::int64_t tiles = shape_.batch * shape_.tile_rows * shape_.tile_columns;
  const std::int64_t slices = std::clamp<std::int64_t>(tiles / kSliceTiles, 1, kMostSlices);
  const std::int64_t panels = round_up(fine_columns_, panel_) / panel_;
  const std::int64_t parts = std::min(panels, (parallel.threads + slices - 1) / slices);
  const std::int64_t count = shape_.coarse_channels * 16 * shape_.channels;
  Buffer& others = workspace().slices;
  grown(others, (slices - 1) * count);
  parallel.run(slices * parts, [&](auto begin, auto end) {
    for (auto item = begin; item < end; ++item) {
      const auto slice = item / parts;
      const auto part = item % parts;
      gradient_part(fine, coarse, {tiles * slice / slices, tiles * (slice + 1) / slices},
                    {panels * part / parts * panel_,
                     std::min(fine_columns_, panels * (part + 1) / parts * panel_)},
                    slice == 0 ? gradient : others.data() + (slice - 1) * count);
    }
  });
  if (slices == 1) return;
  parallel.run(shape_.coarse_channels, [&](auto begin, auto end) {
    const std::int64_t row = count / shape_.coarse_channels;
    for (std::int64_t slice = 0; slice + 1 < slices; ++slice) {
      const float* other = others.data() + slice * count;
      for (auto i = begin * row; i < end * row; ++i) gradient[i] += other[i];
    }
  });
}

// The gradient of some tiles, for the weights of some columns.
void Convolution::gradient_part(const float* fine, const float* coarse, Range tiles, Range columns,
                                float* gradient) const {
  const std::int64_t most = std::min(tiles.end - tiles.begin, kBlockTiles);
  Workspace& work = workspace();
  const Panels a = panels_in(work.coarse, shape_.coarse_channels, most);
  const Panels b = panels_in(work.fine, fine_columns_, most);
  const float* zeros = grown(work.zeros, std::max(shape_.channels, shape_.coarse_channels));
  for (std::int64_t first = tiles.begin; first < tiles.end; first += most) {
    const Range range = {first, std::min(first + most, tiles.end)};
    kernels_.fine_to_panels(shape_, fine, zeros, range, first, columns, b);
    kernels_.coarse_to_panels(shape_, coarse, zeros, range, first, a);
    gradient_block(b, a, range.end - first, columns, first > tiles.begin, gradient);
  }
}

// Products of a panel of columns and a piece of the coarse channels at a time, for all points, and
// from there back into weights.
void Convolution::gradient_block(const Panels& fine, const Panels& coarse, std::int64_t tiles,
                                 Range columns, bool add, float* gradient) const {
  const Panels c = panels_in(workspace().weights, panel_, kPieceRows);
  for (std::int64_t column = columns.begin; column < columns.end; column += panel_) {
    for (std::int64_t from = 0; from < shape_.coarse_channels; from += kPieceRows) {
      const Range channels = {from, std::min(from + kPieceRows, shape_.coarse_channels)};
      for (std::int64_t point = 0; point < kPoints; ++point) {
        const float* right =
            fine.data + point * fine.point_stride + column / panel_ * fine.panel_stride;
        for (std::int64_t k = from; k < channels.end; k += panel_) {
          kernels_.multiply_transposed(
              coarse.data + point * coarse.point_stride + k / panel_ * coarse.panel_stride, right,
              c.data + point * c.point_stride + (k - from) * panel_, tiles);
        }
      }
      kernels_.panels_to_weights(shape_, c, channels,
                                 {column, std::min(column + panel_, columns.end)}, add, gradient);
    }
  }
}

}  // namespace leakygan
