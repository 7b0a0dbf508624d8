#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "support/random.h"
#include "training/augment.h"

namespace leakygan {
namespace {

at::Tensor draw_colors(std::int64_t count, SplitMix64 random) {
  at::Tensor rows = at::empty({count, 3}, at::kDouble);
  auto* out = rows.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < count; ++i) {
    *out++ = random.uniform(-0.5, 0.5);
    *out++ = random.uniform(0, 2);
    *out++ = random.uniform(0.5, 1.5);
  }
  return rows;
}

at::Tensor draw_shifts(std::int64_t count, const ImageShape& shape, SplitMix64 random) {
  at::Tensor rows = at::empty({count, 2}, at::kLong);
  auto* out = rows.mutable_data_ptr<std::int64_t>();
  const auto draw = [&](std::int64_t side) {
    const std::int64_t most = (side + 4) / 8;
    return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(2 * most + 1))) - most;
  };
  for (std::int64_t i = 0; i < count; ++i) {
    *out++ = draw(shape.height);
    *out++ = draw(shape.width);
  }
  return rows;
}

at::Tensor draw_holes(std::int64_t count, const ImageShape& shape, SplitMix64 random) {
  at::Tensor rows = at::empty({count, 4}, at::kLong);
  auto* out = rows.mutable_data_ptr<std::int64_t>();
  // First row or column and how many there are. An even size can be centred on either edge.
  const auto draw = [&](std::int64_t side) {
    const std::int64_t size = (side + 1) / 2;
    const auto centre = random.below(static_cast<std::uint64_t>(side + 1 - size % 2));
    const std::int64_t first = static_cast<std::int64_t>(centre) - size / 2;
    const std::int64_t begin = std::max<std::int64_t>(first, 0);
    return std::pair(begin, std::min(first + size, side) - begin);
  };
  for (std::int64_t i = 0; i < count; ++i) {
    const auto [top, height] = draw(shape.height);
    const auto [left, width] = draw(shape.width);
    for (const std::int64_t amount : {top, left, height, width}) *out++ = amount;
  }
  return rows;
}

}  // namespace

Augmentation draw_augmentation(const AugmentOptions& options, std::int64_t count,
                               const ImageShape& shape, std::uint64_t seed, std::string_view stream,
                               std::uint64_t index) {
  const std::uint64_t own = stream_seed(seed, stream, index);
  const auto random = [&](std::string_view policy) { return SplitMix64(stream_seed(own, policy)); };
  Augmentation drawn;
  if (options.color) drawn.color = draw_colors(count, random("color"));
  if (options.translation) drawn.shift = draw_shifts(count, shape, random("translation"));
  if (options.cutout) drawn.hole = draw_holes(count, shape, random("cutout"));
  return drawn;
}

}  // namespace leakygan
