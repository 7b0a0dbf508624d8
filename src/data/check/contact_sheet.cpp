#include "data/check/contact_sheet.h"

#include <algorithm>
#include <numeric>

#include "data/batch_order.h"
#include "report/image_grid.h"
#include "report/png.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostImages = 64;

// The training images, class by class.
std::vector<std::size_t> in_order(const Dataset& dataset) {
  std::vector<std::size_t> order(dataset.count());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto& classes = dataset.classes.of_image;
  if (classes.empty()) return order;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return classes[a] < classes[b]; });
  return order;
}

}  // namespace

std::string contact_sheet(const Dataset& dataset) {
  const ImageShape& shape = dataset.shape;
  const auto bytes = static_cast<std::size_t>(shape.height * shape.width * shape.channels);
  const std::vector<std::size_t> order = in_order(dataset);
  const std::size_t count = std::min(order.size(), kMostImages);
  std::vector<std::uint8_t> pixels(count * bytes);
  TrainingImage image;
  for (std::size_t i = 0; i < count; ++i) {
    dataset.copy(order[i * order.size() / count], image);
    show_image(image, {}, shape, pixels.data() + i * bytes);
  }
  const auto sheet = image_grid(pixels, shape);
  return encode_png(sheet.pixels, sheet.shape);
}

}  // namespace leakygan
