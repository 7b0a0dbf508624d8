#include "data/batches.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

namespace leakygan {
namespace {

// 0 .. 255 -> -1 .. 1.
std::array<float, 256> make_scale() {
  std::array<float, 256> scale{};
  for (std::size_t i = 0; i < scale.size(); ++i) scale[i] = static_cast<float>(i) / 127.5F - 1.0F;
  return scale;
}

// `dataset`, which has enough images for a batch.
const Dataset& checked(const Dataset& dataset, std::int64_t batch) {
  check_enough_images(dataset.count(), batch, dataset.held_out.size());
  return dataset;
}

}  // namespace

Batches::Batches(const Dataset& dataset, std::int64_t batch, std::uint64_t seed, bool flip,
                 int workers)
    : shape_(dataset.shape),
      loader_(checked(dataset, batch),
              BatchOrder(dataset.count(), seed, flip, dataset.crops_at_random), batch, workers) {}

TrainingBatch Batches::batch(std::int64_t number) {
  const LoadedBatch loaded = loader_.take(number);
  TrainingBatch batch = {to_images(loaded.pixels, shape_), {}, loaded.hash};
  if (!loaded.classes.empty()) batch.labels = at::tensor(loaded.classes, at::kLong);
  return batch;
}

at::Tensor to_images(std::span<const std::uint8_t> pixels, const ImageShape& shape) {
  static const auto scale = make_scale();
  const auto [channels, height, width] = shape;
  const auto count = static_cast<std::int64_t>(pixels.size()) / (channels * height * width);
  // Filled as [N, H, W, C], which is what channels-last looks like in memory.
  at::Tensor images = at::empty({count, height, width, channels}, at::kFloat);
  std::transform(pixels.begin(), pixels.end(), images.mutable_data_ptr<float>(),
                 [](std::uint8_t pixel) { return scale[pixel]; });
  return images.permute({0, 3, 1, 2});
}

}  // namespace leakygan
