#include "data/batches.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "support/random.h"

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

at::Tensor Batches::batch(std::int64_t step) {
  const LoadedBatch loaded = loader_.take(step);
  pixels_hash_ = loaded.hash;
  return to_images(loaded.pixels, shape_);
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

at::Tensor draw_latents(std::int64_t count, std::int64_t length, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(stream_seed(seed, stream, index));
  return at::empty({count, length}, at::kFloat).normal_(0.0, 1.0, generator);
}

at::Tensor picture_latent(std::uint32_t seed, std::int64_t length,
                          std::optional<double> truncation) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor z = at::empty({1, length}, at::kFloat).normal_(0.0, 1.0, generator);
  if (!truncation) return z;
  // With P the normal distribution function, z' = P^-1 of (P(z) scaled into [P(-T), P(T)]).
  const double inside = std::erf(*truncation / std::numbers::sqrt2);
  return (z.to(at::kDouble) / std::numbers::sqrt2)
      .erf()
      .mul(inside)
      .erfinv()
      .mul(std::numbers::sqrt2)
      .to(at::kFloat);
}

}  // namespace leakygan
