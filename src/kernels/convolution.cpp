#include "kernels/convolution.h"

#include <algorithm>

#include "kernels/workspace.h"

namespace leakygan {
namespace {

// Panels are stored with a gap of a cache line between them, and points with one of three, lest
// those that are written at a time meet in the same few sets of a cache.
constexpr std::int64_t kLineNumbers = 16;

// Tiles that are transformed at a time. Each thread has blocks of its own, whose numbers stay in
// its core's cache; but where weights are packed while they are multiplied by, all threads share a
// block, which is large enough for the packing to be worth while.
constexpr std::int64_t kOwnTiles = 32;
constexpr std::int64_t kPackingTiles = 128;

// Packed weights of more numbers are not kept.
constexpr std::int64_t kKeptNumbers = std::int64_t{1} << 20;
// Numbers of the left side of a product that are multiplied by all of the right one at a time.
constexpr std::int64_t kProductNumbers = std::int64_t{1} << 17;

TiledShape tiled(const ConvolutionShape& shape) {
  TiledShape all;
  static_cast<ConvolutionShape&>(all) = shape;
  all.coarse_height = shape.height / 2;
  all.coarse_width = shape.width / 2;
  all.tile_rows = round_up(shape.height - all.coarse_height, kTile) / kTile;
  all.tile_columns = round_up(shape.width - all.coarse_width, kTile) / kTile;
  return all;
}

}  // namespace

// c = a b for every point: a is [rows, depth], b [depth, columns].
struct Convolution::Product {
  Panels a;
  Panels c;
  std::int64_t rows;
  std::int64_t depth;
  std::int64_t columns;
};

Convolution::Convolution(const ConvolutionShape& shape, const KernelTable& kernels)
    : shape_(tiled(shape)),
      kernels_(kernels),
      panel_(2 * kernels.lanes),
      fine_columns_(kernels.fine_columns(shape.channels)) {}

std::int64_t Convolution::numbers(std::int64_t columns, std::int64_t rows) const {
  const std::int64_t panels = round_up(columns, panel_) / panel_;
  return kPoints * (panels * (rows * panel_ + kLineNumbers) + 3 * kLineNumbers);
}

Panels Convolution::panels_in(Buffer& memory, std::int64_t columns, std::int64_t rows) const {
  const std::int64_t count = numbers(columns, rows);
  return {grown(memory, count), rows * panel_ + kLineNumbers, count / kPoints};
}

bool Convolution::keeps_weights() const {
  return kPoints * fine_columns_ * shape_.coarse_channels <= kKeptNumbers;
}

void Convolution::pack_down(const float* weights, PackedWeights& packed,
                            const Parallel& parallel) const {
  packed.panels = panels_in(packed.memory, shape_.coarse_channels, fine_columns_);
  const std::int64_t lanes = kernels_.lanes;
  parallel.run(round_up(fine_columns_, lanes) / lanes, [&](auto begin, auto end) {
    Panels part = packed.panels;
    part.data += begin * lanes * panel_;
    kernels_.weights_to_down(shape_, weights, {0, shape_.coarse_channels},
                             {begin * lanes, std::min(fine_columns_, end * lanes)}, part);
  });
}

void Convolution::pack_up(const float* weights, PackedWeights& packed,
                          const Parallel& parallel) const {
  packed.panels = panels_in(packed.memory, fine_columns_, shape_.coarse_channels);
  parallel.run(round_up(fine_columns_, panel_) / panel_, [&](auto begin, auto end) {
    Panels part = packed.panels;
    part.data += begin * part.panel_stride;
    kernels_.weights_to_up(shape_, weights, {0, shape_.coarse_channels},
                           {begin * panel_, std::min(fine_columns_, end * panel_)}, part);
  });
}

void Convolution::multiply(const Product& product, const PackedWeights& weights,
                           const Parallel& parallel) const {
  const Panels& b = weights.panels;
  const std::int64_t panels = round_up(product.columns, panel_) / panel_;
  // So few rows at a time that they stay in a core's own cache for all panels.
  const std::int64_t pieces = 1 + product.rows * product.depth / kProductNumbers;
  parallel.run(kPoints * pieces * panels, [&](auto begin, auto end) {
    for (auto item = begin; item < end; ++item) {
      const auto point = item / panels / pieces;
      const auto piece = item / panels % pieces;
      const auto panel = item % panels;
      const auto row = product.rows * piece / pieces;
      const auto last = product.rows * (piece + 1) / pieces;
      kernels_.multiply(product.a.data + point * product.a.point_stride + row * panel_,
                        product.a.panel_stride,
                        b.data + point * b.point_stride + panel * b.panel_stride,
                        product.c.data + point * product.c.point_stride +
                            panel * product.c.panel_stride + row * panel_,
                        last - row, product.depth, false);
    }
  });
}

// The same with weights that `pack(rows, columns, panels)` puts into a core's own cache, for one
// panel of columns and a piece of rows at a time.
template <typename PackPiece>
void Convolution::multiply_packing(const Product& product, PackPiece pack,
                                   const Parallel& parallel) const {
  parallel.run(round_up(product.columns, panel_) / panel_, [&](auto begin, auto end) {
    const Panels b = panels_in(workspace().weights, panel_, kPieceRows);
    for (auto panel = begin; panel < end; ++panel) {
      const Range columns = {panel * panel_, std::min(product.columns, (panel + 1) * panel_)};
      for (std::int64_t row = 0; row < product.depth; row += kPieceRows) {
        const std::int64_t last = std::min(product.depth, row + kPieceRows);
        pack(Range{row, last}, columns, b);
        for (std::int64_t point = 0; point < kPoints; ++point) {
          kernels_.multiply(
              product.a.data + point * product.a.point_stride +
                  row / panel_ * product.a.panel_stride,
              product.a.panel_stride, b.data + point * b.point_stride,
              product.c.data + point * product.c.point_stride + panel * product.c.panel_stride,
              product.rows, last - row, row > 0);
        }
      }
    }
  });
}

// How many rows of tiles have `tiles` tiles; whole images where those are small.
std::int64_t Convolution::block_rows(std::int64_t tiles) const {
  const std::int64_t rows = std::max<std::int64_t>(1, tiles / shape_.tile_columns);
  const std::int64_t image = shape_.tile_rows;
  return std::min(shape_.batch * image, rows >= image ? rows / image * image : rows);
}

// Calls block(rows, parallel) for blocks of rows of tiles that together are all.
template <typename Block>
void Convolution::for_blocks(bool is_packed, Block block, const Parallel& parallel) const {
  const std::int64_t all = shape_.batch * shape_.tile_rows;
  if (!is_packed) {
    const std::int64_t shared = block_rows(kPackingTiles);
    for (std::int64_t row = 0; row < all; row += shared) {
      block(Range{row, std::min(all, row + shared)}, parallel);
    }
    return;
  }
  // As many blocks for each thread, of whole images where they are small.
  const std::int64_t unit =
      shape_.tile_rows * shape_.tile_columns > kOwnTiles ? 1 : shape_.tile_rows;
  const std::int64_t units = all / unit;
  const std::int64_t wanted = (all + block_rows(kOwnTiles) - 1) / block_rows(kOwnTiles);
  const std::int64_t blocks = std::min(units, round_up(wanted, parallel.threads));
  parallel.run(blocks, [&](auto begin, auto end) {
    for (auto i = begin; i < end; ++i) {
      block(Range{units * i / blocks * unit, units * (i + 1) / blocks * unit}, serial());
    }
  });
}

void Convolution::down(const float* fine, const float* weights, const PackedWeights* packed,
                       float* coarse, const Parallel& parallel) const {
  for_blocks(
      packed != nullptr,
      [&](Range rows, const Parallel& of_block) {
        down_block(fine, weights, packed, rows, coarse, of_block);
      },
      parallel);
}

void Convolution::down_block(const float* fine, const float* weights, const PackedWeights* packed,
                             Range rows, float* coarse, const Parallel& parallel) const {
  const std::int64_t first = rows.begin * shape_.tile_columns;
  const std::int64_t count = rows.end * shape_.tile_columns - first;
  Workspace& work = workspace();
  const Panels a = panels_in(work.fine, fine_columns_, count);
  const Panels c = panels_in(work.coarse, shape_.coarse_channels, count);
  const float* zeros = grown(work.zeros, shape_.channels);
  parallel.run(count, [&](auto begin, auto end) {
    kernels_.fine_to_panels(shape_, fine, zeros, {first + begin, first + end}, first,
                            {0, fine_columns_}, a);
  });
  const Product product = {a, c, count, fine_columns_, shape_.coarse_channels};
  if (packed != nullptr) {
    multiply(product, *packed, parallel);
  } else {
    const auto pack = [&](Range of, Range columns, const Panels& b) {
      kernels_.weights_to_down(shape_, weights, columns, of, b);
    };
    multiply_packing(product, pack, parallel);
  }
  parallel.run(count, [&](auto begin, auto end) {
    kernels_.panels_to_coarse(shape_, c, {first + begin, first + end}, first, coarse);
  });
}

void Convolution::up(const float* coarse, const float* weights, const PackedWeights* packed,
                     float* fine, const Parallel& parallel) const {
  for_blocks(
      packed != nullptr,
      [&](Range rows, const Parallel& of_block) {
        up_block(coarse, weights, packed, rows, fine, of_block);
      },
      parallel);
}

void Convolution::up_block(const float* coarse, const float* weights, const PackedWeights* packed,
                           Range rows, float* fine, const Parallel& parallel) const {
  const std::int64_t across = shape_.tile_columns;
  // With the rows of tiles around them that belong to the same image.
  const std::int64_t first = (rows.begin - (rows.begin % shape_.tile_rows > 0 ? 1 : 0)) * across;
  const std::int64_t count =
      (rows.end + (rows.end % shape_.tile_rows > 0 ? 1 : 0)) * across - first;
  Workspace& work = workspace();
  const Panels a = panels_in(work.coarse, shape_.coarse_channels, count);
  const Panels c = panels_in(work.fine, fine_columns_, count);
  const float* zeros = grown(work.zeros, shape_.coarse_channels);
  parallel.run(count, [&](auto begin, auto end) {
    kernels_.coarse_to_panels(shape_, coarse, zeros, {first + begin, first + end}, first, a);
  });
  const Product product = {a, c, count, shape_.coarse_channels, fine_columns_};
  if (packed != nullptr) {
    multiply(product, *packed, parallel);
  } else {
    const auto pack = [&](Range of, Range columns, const Panels& b) {
      kernels_.weights_to_up(shape_, weights, of, columns, b);
    };
    multiply_packing(product, pack, parallel);
  }
  const std::int64_t own = rows.begin * across;
  parallel.run((rows.end - rows.begin) * across, [&](auto begin, auto end) {
    kernels_.panels_to_fine(shape_, c, {own + begin, own + end}, first, fine);
  });
}

}  // namespace leakygan
