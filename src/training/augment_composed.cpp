#include <ATen/ATen.h>

#include <string>

#include "models/tensor_memory.h"
#include "support/error.h"
#include "training/augment_parts.h"

// The augmentation in LibTorch's operators, for every device.

namespace leakygan {
namespace {

at::Tensor recolored_by_operators(const at::Tensor& x, const at::Tensor& amounts) {
  const at::Tensor rows = amounts.to(x.device(), x.scalar_type()).reshape({-1, 3, 1, 1, 1});
  const auto scale = [](const at::Tensor& y, const at::Tensor& mean, const at::Tensor& factor) {
    return mean + (y - mean) * factor;
  };
  at::Tensor y = x.slice(1, 0, color_channels(x.size(1))) + rows.select(1, 0);
  y = scale(y, y.mean(1, true), rows.select(1, 1));
  y = scale(y, y.mean({1, 2, 3}, true), rows.select(1, 2));
  return at::cat({y, x.slice(1, y.size(1))}, 1);
}

// What a move does along one axis, all [N, side].
struct Axis {
  at::Tensor source;
  at::Tensor covered;
  at::Tensor cut;
};

Axis axis(const at::Tensor& moves, std::int64_t dimension, std::int64_t side) {
  const auto amount = [&](std::int64_t k) { return moves.select(1, k + dimension).unsqueeze(1); };
  const at::Tensor position = at::arange(side, moves.options()).unsqueeze(0);
  const at::Tensor source = position - amount(0);
  const at::Tensor inside = position - amount(2);
  return {source.clamp(0, side - 1), (source >= 0).logical_and(source < side),
          (inside >= 0).logical_and(inside < amount(4))};
}

at::Tensor moved_by_operators(const at::Tensor& x, const at::Tensor& moves_on_cpu) {
  const at::Tensor moves = moves_on_cpu.to(x.device());
  const Axis rows = axis(moves, 0, x.size(2));
  const Axis columns = axis(moves, 1, x.size(3));
  const auto both = [](const at::Tensor& row, const at::Tensor& column) {
    return row.unsqueeze(2).logical_and(column.unsqueeze(1));
  };
  const at::Tensor shown =
      both(rows.covered, columns.covered).logical_and(both(rows.cut, columns.cut).logical_not());
  const at::Tensor index = rows.source.unsqueeze(2) * x.size(3) + columns.source.unsqueeze(1);
  const at::Tensor pixels = channels_last(x).permute({0, 2, 3, 1}).flatten(1, 2);
  const at::Tensor taken =
      pixels.gather(1, index.flatten(1, 2).unsqueeze(2).expand({-1, -1, x.size(1)}))
          .reshape({x.size(0), x.size(2), x.size(3), x.size(1)})
          .permute({0, 3, 1, 2});
  // Not a product with 0, which is NaN where the pixel is not finite.
  return at::where(shown.unsqueeze(1), taken, at::zeros({}, x.options()));
}

}  // namespace

at::Tensor moves_of(const Augmentation& augmentation) {
  const auto& [color, shift, hole] = augmentation;
  if (!shift.defined()) return at::cat({at::zeros({hole.size(0), 2}, at::kLong), hole}, 1);
  return at::cat({shift, hole.defined() ? hole : at::zeros({shift.size(0), 4}, at::kLong)}, 1);
}

void check_amounts(const at::Tensor& images, const Augmentation& augmentation) {
  const auto& [color, shift, hole] = augmentation;
  for (const auto& rows : {color, shift, hole}) {
    if (!rows.defined() || rows.size(0) == images.size(0)) continue;
    throw Error("augment: amounts for " + std::to_string(rows.size(0)) + " images, but there are " +
                std::to_string(images.size(0)));
  }
}

at::Tensor augment_composed(const at::Tensor& images, const Augmentation& augmentation) {
  check_amounts(images, augmentation);
  at::Tensor x = images;
  if (augmentation.color.defined()) x = recolored_by_operators(x, augmentation.color);
  if (augmentation.shift.defined() || augmentation.hole.defined()) {
    x = moved_by_operators(x, moves_of(augmentation));
  }
  return channels_last(x);
}

}  // namespace leakygan
