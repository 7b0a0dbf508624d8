#include "metrics/stored_images.h"

#include <algorithm>

#include "data/batch_order.h"
#include "data/parallel.h"

namespace leakygan {

ImageSet stored_images(const PixelStore& pixels, const ImageShape& shape,
                       std::span<const std::uint32_t> numbers, int threads) {
  const std::size_t bytes = image_bytes(shape);
  std::vector<std::uint8_t> all(numbers.size() * bytes);
  std::vector<char> is_there(numbers.size());
  parallel_for(numbers.size(), threads, "reading images",
               [&](std::size_t i) {
                 TrainingImage image;
                 is_there[i] = pixels.copy(numbers[i], image) ? 1 : 0;
                 if (is_there[i] != 0) show_image(image, {}, shape, all.data() + i * bytes);
               },
               {});
  std::size_t kept = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (is_there[i] == 0) continue;
    const auto* from = all.data() + i * bytes;
    std::copy(from, from + bytes, all.data() + kept++ * bytes);
  }
  all.resize(kept * bytes);
  return {shape, std::move(all)};
}

}  // namespace leakygan
