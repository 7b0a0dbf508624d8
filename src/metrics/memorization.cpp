#include "metrics/memorization.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "support/signals.h"

namespace leakygan {
namespace {

constexpr std::int64_t kRows = 1024;
constexpr std::int64_t kLongestSide = 32;
constexpr double kMiddle = 127.5;
constexpr std::int64_t kFakesShown = 8;

// Anew from the differences: the squares of sums that found the row end in rounding.
at::Tensor exact_distances(const at::Tensor& queries, const at::Tensor& nearest, const Rows& rows) {
  at::Tensor distances = at::empty({queries.size(0)}, at::kDouble);
  for (std::int64_t q = 0; q < queries.size(0); ++q) {
    const auto row = nearest[q].item<std::int64_t>();
    const at::Tensor difference = rows(row, row + 1)[0].to(at::kDouble) - queries[q];
    distances[q] = difference.norm();
  }
  return distances;
}

}  // namespace

Nearest nearest_rows(const at::Tensor& queries, std::int64_t count, const Rows& rows,
                     std::int64_t k) {
  at::Tensor best;  // [Q, up to K], squared distances less the query's own square
  at::Tensor indices;
  for (std::int64_t begin = 0; begin < count; begin += kRows) {
    throw_if_stopped("looking for the nearest images");
    const at::Tensor block = rows(begin, std::min(begin + kRows, count));
    at::Tensor distances = at::addmm(block.square().sum(1).unsqueeze(0), queries, block.t(), 1, -2);
    at::Tensor numbers = at::arange(begin, begin + block.size(0), at::kLong).expand_as(distances);
    if (best.defined()) {
      distances = at::cat({best, distances}, 1);
      numbers = at::cat({indices, numbers}, 1);
    }
    at::Tensor places;
    std::tie(best, places) = at::topk(distances, std::min(k, distances.size(1)), 1, false, true);
    indices = numbers.gather(1, places);
  }
  return {indices, exact_distances(queries, indices.select(1, 0), rows)};
}

at::Tensor pixel_rows(const ImageSet& images, std::int64_t begin, std::int64_t end) {
  const auto [channels, height, width] = images.shape();
  at::Tensor pixels = at::empty({end - begin, height, width, channels}, at::kByte);
  auto* to = pixels.mutable_data_ptr<std::uint8_t>();
  for (std::int64_t i = begin; i < end; ++i) {
    const auto image = images.image(static_cast<std::size_t>(i));
    to = std::copy(image.begin(), image.end(), to);
  }
  at::Tensor levels = pixels.to(at::kFloat).sub_(kMiddle);
  if (std::max(height, width) > kLongestSide) {
    levels = at::adaptive_avg_pool2d(levels.permute({0, 3, 1, 2}), {std::min(height, kLongestSide),
                                                                    std::min(width, kLongestSide)});
  }
  return levels.flatten(1);
}

double nearer_than_held_out(const at::Tensor& fake_distances,
                            const at::Tensor& held_out_distances) {
  const at::Tensor sorted = std::get<0>(held_out_distances.sort());
  const auto count = static_cast<double>(sorted.size(0));
  // Held-out images that are farther, those as far counted half.
  const at::Tensor not_farther = at::searchsorted(sorted, fake_distances, false, true);
  const at::Tensor nearer = at::searchsorted(sorted, fake_distances, false, false);
  const at::Tensor rank = (not_farther + nearer).to(at::kDouble) / 2;
  return (1 - rank / count).mean().item<double>();
}

Picture nearest_grid(const ImageSet& fakes, const ImageSet& training, const Nearest& nearest) {
  const at::Tensor order = nearest.distance.argsort();
  std::vector<std::uint8_t> pixels;
  const auto append = [&](std::span<const std::uint8_t> image) {
    pixels.insert(pixels.end(), image.begin(), image.end());
  };
  for (std::int64_t line = 0; line < std::min(kFakesShown, order.size(0)); ++line) {
    const auto fake = order[line].item<std::int64_t>();
    append(fakes.image(static_cast<std::size_t>(fake)));
    for (std::int64_t k = 0; k < nearest.rows.size(1); ++k) {
      append(training.image(static_cast<std::size_t>(nearest.rows[fake][k].item<std::int64_t>())));
    }
  }
  return image_grid(pixels, fakes.shape(), 1 + static_cast<std::size_t>(nearest.rows.size(1)));
}

}  // namespace leakygan
