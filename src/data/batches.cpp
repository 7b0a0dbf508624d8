#include "data/batches.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <array>

#include "support/error.h"
#include "support/random.h"
#include "support/text.h"

namespace leakygan {
namespace {

// 0 .. 255 -> -1 .. 1.
std::array<float, 256> make_scale() {
  std::array<float, 256> scale{};
  for (std::size_t i = 0; i < scale.size(); ++i) scale[i] = static_cast<float>(i) / 127.5F - 1.0F;
  return scale;
}

void copy_image(const std::uint8_t* from, float* to, const ImageShape& shape, bool mirrored) {
  static const auto scale = make_scale();
  const auto channels = static_cast<std::ptrdiff_t>(shape.channels);
  const auto width = static_cast<std::ptrdiff_t>(shape.width);
  for (std::ptrdiff_t y = 0; y < shape.height; ++y) {
    for (std::ptrdiff_t x = 0; x < width; ++x) {
      const auto* pixel = from + (y * width + (mirrored ? width - 1 - x : x)) * channels;
      for (std::ptrdiff_t c = 0; c < channels; ++c) *to++ = scale[pixel[c]];
    }
  }
}

}  // namespace

void check_enough_images(std::size_t images, std::int64_t batch) {
  if (images >= static_cast<std::size_t>(batch)) return;
  throw Error("training.batch: " + count_text(images) + " images are fewer than one batch of " +
              std::to_string(batch) + ": add images or lower training.batch");
}

Batches::Batches(const ImageStore& store, std::int64_t batch, std::uint64_t seed, bool flip)
    : store_(store), batch_(batch), seed_(seed), flip_(flip) {
  check_enough_images(store.count, batch);
}

Batches::Shown Batches::shown(std::int64_t index) {
  const auto count = static_cast<std::int64_t>(store_.count);
  const std::int64_t epoch = index / count;
  if (epoch != epoch_) {
    order_ = permutation(static_cast<std::uint32_t>(count),
                         stream_seed(seed_, "data order", static_cast<std::uint64_t>(epoch)));
    epoch_ = epoch;
  }
  const std::size_t image = order_[static_cast<std::size_t>(index % count)];
  // Depends on the epoch and the image alone, whatever the order and the batch.
  const std::uint64_t draw = stream_seed(
      stream_seed(seed_, "augmentation", static_cast<std::uint64_t>(epoch)), "flip", image);
  return {image, flip_ && (draw & 1) != 0};
}

at::Tensor Batches::batch(std::int64_t step) {
  const ImageShape& shape = store_.shape;
  // Filled as [N, H, W, C], which is what channels-last looks like in memory.
  at::Tensor images = at::empty({batch_, shape.height, shape.width, shape.channels}, at::kFloat);
  const std::int64_t size = shape.height * shape.width * shape.channels;
  float* to = images.mutable_data_ptr<float>();
  for (std::int64_t i = 0; i < batch_; ++i) {
    const auto [image, mirrored] = shown(step * batch_ + i);
    copy_image(store_.image(image).data(), to + i * size, shape, mirrored);
  }
  return images.permute({0, 3, 1, 2});
}

at::Tensor draw_latents(std::int64_t count, std::int64_t length, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(stream_seed(seed, stream, index));
  return at::empty({count, length}, at::kFloat).normal_(0.0, 1.0, generator);
}

}  // namespace leakygan
