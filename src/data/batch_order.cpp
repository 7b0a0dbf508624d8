#include "data/batch_order.h"

#include <algorithm>
#include <cstring>

#include "support/random.h"

namespace leakygan {

BatchOrder::BatchOrder(std::size_t images, std::uint64_t seed, bool flip, bool crop_at_random)
    : images_(images), seed_(seed), flip_(flip), crop_at_random_(crop_at_random) {}

Shown BatchOrder::shown(std::int64_t index) {
  const auto count = static_cast<std::int64_t>(images_);
  const std::int64_t epoch = index / count;
  if (epoch != epoch_) {
    order_ = permutation(static_cast<std::uint32_t>(count),
                         stream_seed(seed_, "data order", static_cast<std::uint64_t>(epoch)));
    epoch_ = epoch;
  }
  Shown shown = {order_[static_cast<std::size_t>(index % count)]};
  const std::uint64_t augmentation =
      stream_seed(seed_, "augmentation", static_cast<std::uint64_t>(epoch));
  shown.mirrored = flip_ && (stream_seed(augmentation, "flip", shown.image) & 1) != 0;
  if (crop_at_random_) {
    shown.place = SplitMix64(stream_seed(augmentation, "crop", shown.image)).uniform(0, 1);
  }
  return shown;
}

void show_image(const TrainingImage& image, const Shown& shown, const ImageShape& shape,
                std::uint8_t* to) {
  const auto start = [&](std::int64_t whole, std::int64_t part) {
    return std::min(static_cast<std::int64_t>(shown.place * static_cast<double>(whole - part + 1)),
                    whole - part);
  };
  const std::int64_t top = start(image.height, shape.height);
  const std::int64_t left = start(image.width, shape.width);
  const auto channels = static_cast<std::size_t>(shape.channels);
  const auto row_bytes = static_cast<std::size_t>(shape.width) * channels;
  for (std::int64_t y = 0; y < shape.height; ++y, to += row_bytes) {
    const std::int64_t at = ((top + y) * image.width + left) * shape.channels;
    const std::uint8_t* row = image.pixels.data() + at;
    if (!shown.mirrored) {
      std::memcpy(to, row, row_bytes);
      continue;
    }
    for (std::size_t x = 0; x < row_bytes; x += channels) {
      std::memcpy(to + x, row + row_bytes - channels - x, channels);
    }
  }
}

}  // namespace leakygan
