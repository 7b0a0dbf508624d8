#include "kernels/convolution.h"

#include <algorithm>

namespace leakygan {
namespace {

// Products are stored one after another with a gap of three cache lines, lest all of them meet in
// the same few sets of a cache.
constexpr std::int64_t kGap = 48;

constexpr std::int64_t kBlockTiles = 64;
constexpr std::int64_t kBlockNumbers = std::int64_t{1} << 19;

constexpr std::int64_t round_up(std::int64_t a, std::int64_t unit) {
  return (a + unit - 1) / unit * unit;
}

// What a convolution works in, one for each thread that calls one, as large as it ever needed.
struct Workspace {
  Buffer fine;
  Buffer coarse;
  Buffer gradient;
  Buffer zeros;
};

float* grown(Buffer& buffer, std::int64_t count) {
  if (buffer.count() < count) {
    buffer = Buffer();
    buffer = Buffer(count);
  }
  return buffer.data();
}

Workspace& workspace() {
  static thread_local Workspace own;
  return own;
}

TiledShape tiled(const ConvolutionShape& shape, std::int64_t tile) {
  TiledShape all;
  static_cast<ConvolutionShape&>(all) = shape;
  all.coarse_height = shape.height / 2;
  all.coarse_width = shape.width / 2;
  all.tile_rows = round_up(shape.height - all.coarse_height, tile) / tile;
  all.tile_columns = round_up(shape.width - all.coarse_width, tile) / tile;
  return all;
}

}  // namespace

Convolution::Convolution(const ConvolutionShape& shape, const KernelTable& kernels,
                         const Transforms& transforms)
    : shape_(tiled(shape, transforms.tile)),
      kernels_(kernels),
      transforms_(transforms),
      panel_(2 * kernels.lanes),
      fine_columns_(transforms.fine_columns(shape.channels)) {}

std::int64_t Convolution::memory_of(std::int64_t columns, std::int64_t rows) const {
  return transforms_.points * (round_up(columns, panel_) * rows + kGap);
}

Panels Convolution::panels_in(float* memory, std::int64_t columns, std::int64_t rows) const {
  return {memory, rows, round_up(columns, panel_) * rows + kGap};
}

void Convolution::pack_down(const float* weights, PackedWeights& packed,
                            const Parallel& parallel) const {
  float* memory = grown(packed.memory, memory_of(shape_.coarse_channels, fine_columns_));
  packed.panels = panels_in(memory, shape_.coarse_channels, fine_columns_);
  const std::int64_t lanes = kernels_.lanes;
  parallel(round_up(shape_.coarse_channels, lanes) / lanes, [&](auto begin, auto end) {
    transforms_.weights_to_down(shape_, weights, begin * lanes, end * lanes, packed.panels);
  });
}

void Convolution::pack_up(const float* weights, PackedWeights& packed,
                          const Parallel& parallel) const {
  float* memory = grown(packed.memory, memory_of(fine_columns_, shape_.coarse_channels));
  packed.panels = panels_in(memory, fine_columns_, shape_.coarse_channels);
  parallel(shape_.coarse_channels, [&](auto begin, auto end) {
    transforms_.weights_to_up(shape_, weights, begin, end, packed.panels);
  });
}

// c = a b for every point and every panel of c.
void Convolution::multiply(const Panels& a, std::int64_t depth, std::int64_t rows,
                           const PackedWeights& b, const Panels& c, std::int64_t columns,
                           const Parallel& parallel) const {
  const std::int64_t panels = round_up(columns, panel_) / panel_;
  parallel(transforms_.points * panels, [&](auto begin, auto end) {
    for (auto item = begin; item < end; ++item) {
      const auto point = item / panels;
      const auto panel = item % panels;
      kernels_.multiply(
          a.data + point * a.point_stride, a.rows,
          b.panels.data + point * b.panels.point_stride + panel * b.panels.rows * panel_,
          c.data + point * c.point_stride + panel * c.rows * panel_, rows, depth);
    }
  });
}

// Whole images where they are small. The numbers transformed at a time stay in the cache that the
// cores share, and are enough rows that the weights are read from there rarely.
std::int64_t Convolution::block_rows() const {
  const std::int64_t of_tile =
      transforms_.points * (fine_columns_ + shape_.coarse_channels);
  const std::int64_t tiles = std::max(kBlockTiles, kBlockNumbers / of_tile);
  const std::int64_t rows = std::max<std::int64_t>(1, tiles / shape_.tile_columns);
  const std::int64_t image = shape_.tile_rows;
  return std::min(shape_.batch * image, rows >= image ? rows / image * image : rows);
}

void Convolution::down(const float* fine, const PackedWeights& weights, float* coarse,
                       const Parallel& parallel) const {
  const std::int64_t across = shape_.tile_columns;
  const std::int64_t most = block_rows() * across;
  Workspace& work = workspace();
  const Panels a = panels_in(grown(work.fine, memory_of(fine_columns_, most)), fine_columns_, most);
  const Panels c = panels_in(grown(work.coarse, memory_of(shape_.coarse_channels, most)),
                             shape_.coarse_channels, most);
  const float* zeros = grown(work.zeros, shape_.channels);
  const std::int64_t tiles = shape_.batch * shape_.tile_rows * across;
  for (std::int64_t first = 0; first < tiles; first += most) {
    const std::int64_t count = std::min(most, tiles - first);
    parallel(count, [&](auto begin, auto end) {
      transforms_.fine_to_panels(shape_, fine, zeros, {first + begin, first + end}, first, a);
    });
    multiply(a, fine_columns_, count, weights, c, shape_.coarse_channels, parallel);
    parallel(count, [&](auto begin, auto end) {
      transforms_.panels_to_coarse(shape_, c, {first + begin, first + end}, first, coarse);
    });
  }
}

void Convolution::up(const float* coarse, const PackedWeights& weights, float* fine,
                     const Parallel& parallel) const {
  const std::int64_t across = shape_.tile_columns;
  const std::int64_t rows = block_rows();
  const std::int64_t most = (rows + 2) * across;
  Workspace& work = workspace();
  const Panels a = panels_in(grown(work.coarse, memory_of(shape_.coarse_channels, most)),
                             shape_.coarse_channels, most);
  const Panels c = panels_in(grown(work.fine, memory_of(fine_columns_, most)), fine_columns_, most);
  const float* zeros = grown(work.zeros, shape_.coarse_channels);
  const std::int64_t all = shape_.batch * shape_.tile_rows;
  for (std::int64_t row = 0; row < all; row += rows) {
    const std::int64_t last = std::min(all, row + rows);
    // With the rows of tiles around them that belong to the same image.
    const std::int64_t begin_row = row - (row % shape_.tile_rows > 0 ? 1 : 0);
    const std::int64_t end_row = last + (last % shape_.tile_rows > 0 ? 1 : 0);
    const std::int64_t first = begin_row * across;
    const std::int64_t count = (end_row - begin_row) * across;
    parallel(count, [&](auto begin, auto end) {
      transforms_.coarse_to_panels(shape_, coarse, zeros, {first + begin, first + end}, first, a);
    });
    multiply(a, shape_.coarse_channels, count, weights, c, fine_columns_, parallel);
    parallel((last - row) * across, [&](auto begin, auto end) {
      transforms_.panels_to_fine(shape_, c, {row * across + begin, row * across + end}, first,
                                 fine);
    });
  }
}

void Convolution::weight_gradient(const float* fine, const float* coarse, float* gradient,
                                  const Parallel& parallel) const {
  const std::int64_t across = shape_.tile_columns;
  const std::int64_t most = block_rows() * across;
  const std::int64_t channels = round_up(shape_.coarse_channels, panel_);
  Workspace& work = workspace();
  const Panels b = panels_in(grown(work.fine, memory_of(fine_columns_, most)), fine_columns_, most);
  const Panels a = panels_in(grown(work.coarse, memory_of(channels, most)), channels, most);
  const Panels c = panels_in(grown(work.gradient, memory_of(fine_columns_, channels)),
                             fine_columns_, channels);
  const float* zeros = grown(work.zeros, std::max(shape_.channels, shape_.coarse_channels));
  const std::int64_t tiles = shape_.batch * shape_.tile_rows * across;
  const std::int64_t panels = round_up(fine_columns_, panel_) / panel_;
  for (std::int64_t first = 0; first < tiles; first += most) {
    const std::int64_t count = std::min(most, tiles - first);
    parallel(count, [&](auto begin, auto end) {
      const TileRange range = {first + begin, first + end};
      transforms_.fine_to_panels(shape_, fine, zeros, range, first, b);
      transforms_.coarse_to_panels(shape_, coarse, zeros, range, first, a);
    });
    parallel(transforms_.points * panels, [&](auto begin, auto end) {
      for (auto item = begin; item < end; ++item) {
        const auto point = item / panels;
        const auto panel = item % panels;
        const float* right = b.data + point * b.point_stride + panel * b.rows * panel_;
        float* out = c.data + point * c.point_stride + panel * c.rows * panel_;
        for (std::int64_t k = 0; k < channels; k += panel_) {
          kernels_.multiply_transposed(a.data + point * a.point_stride + k * a.rows, right,
                                       out + k * panel_, count, first > 0);
        }
      }
    });
  }
  parallel(shape_.coarse_channels, [&](auto begin, auto end) {
    transforms_.panels_to_weights(shape_, c, begin, end, gradient);
  });
}

}  // namespace leakygan
