#include "metrics/extract.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

namespace leakygan {
namespace {

// Images that go through a network at a time: always as many, since LibTorch may sum in another
// order for another number of them.
constexpr std::size_t kChunk = 16;

constexpr unsigned kOpaque = 255;

// One image's planes R, G, B from [H, W, C].
void write_planes(std::span<const std::uint8_t> image, std::size_t channels, std::uint8_t* planes) {
  const std::size_t pixels = image.size() / channels;
  for (std::size_t p = 0; p < pixels; ++p) {
    const std::uint8_t* pixel = image.data() + p * channels;
    const unsigned alpha = channels == 4 ? pixel[3] : kOpaque;
    for (std::size_t c = 0; c < 3; ++c) {
      const unsigned level = pixel[channels == 1 ? 0 : c];
      const unsigned blended = level * alpha + kOpaque * (kOpaque - alpha);
      planes[c * pixels + p] = static_cast<std::uint8_t>((blended + kOpaque / 2) / kOpaque);
    }
  }
}

}  // namespace

at::Tensor rgb_images(const ImageSet& images, std::size_t begin, std::size_t end) {
  const auto [channels, height, width] = images.shape();
  at::Tensor batch =
      at::empty({static_cast<std::int64_t>(end - begin), 3, height, width}, at::kByte);
  auto* planes = batch.mutable_data_ptr<std::uint8_t>();
  const auto bytes = static_cast<std::size_t>(3 * height * width);
  for (std::size_t i = begin; i < end; ++i) {
    write_planes(images.image(i), static_cast<std::size_t>(channels), planes + (i - begin) * bytes);
  }
  return batch;
}

at::Tensor extract_features(const ImageSet& images, const FeatureSpace& space, int threads,
                            const Progress& progress) {
  const std::size_t count = images.count();
  std::vector<at::Tensor> chunks((count + kChunk - 1) / kChunk);
  const auto one = [&](std::size_t chunk) {
    // Each thread's own setting: sums in another order would end in other digits.
    at::set_num_threads(1);
    const std::size_t begin = chunk * kChunk;
    const std::size_t end = std::min(begin + kChunk, count);
    at::Tensor batch = rgb_images(images, begin, end);
    const auto size = static_cast<std::int64_t>(end - begin);
    const std::int64_t missing = static_cast<std::int64_t>(kChunk) - size;
    if (missing > 0) {
      batch = at::cat({batch, batch.slice(0, 0, 1).expand({missing, -1, -1, -1})});
    }
    chunks[chunk] = space.features(batch).slice(0, 0, size);
  };
  const auto in_images = [&](std::size_t done, std::size_t) {
    if (progress) progress(std::min(done * kChunk, count), count);
  };
  parallel_for(chunks.size(), threads, "computing features", one, in_images);
  return chunks.empty() ? at::empty({0, 1}) : at::cat(chunks).contiguous();
}

}  // namespace leakygan
