#include "models/layer_plan.h"

#include <algorithm>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr std::int64_t kSmallestBase = 4;     // sides of the layer next to the latent or logit
constexpr std::int64_t kLargestMultiple = 8;  // channels are capped at this many times the width
constexpr std::int64_t kEmbedding = 32;

void check(const ImageShape& image) {
  const auto in_range = [](std::int64_t side) {
    return side >= kSmallestSide && side <= kLargestSide;
  };
  if (!in_range(image.height) || !in_range(image.width)) {
    throw Error("images of " + std::to_string(image.height) + "x" + std::to_string(image.width) +
                " cannot be trained on: each side must be from 16 to 512 pixels");
  }
  if (image.channels != 1 && image.channels != 3 && image.channels != 4) {
    throw Error(std::to_string(image.channels) + " channels: must be 1, 3 or 4");
  }
}

}  // namespace

std::vector<ImageShape> pyramid(const ImageShape& image, std::int64_t width) {
  check(image);
  std::vector<ImageShape> shapes = {image};
  std::int64_t multiple = 1;
  while (std::min(shapes.back().height, shapes.back().width) / 2 >= kSmallestBase) {
    const ImageShape& last = shapes.back();
    shapes.push_back({width * multiple, last.height / 2, last.width / 2});
    multiple = std::min(2 * multiple, kLargestMultiple);
  }
  return shapes;
}

std::int64_t embedding_length(const GeneratorOptions& options) {
  return scaled_classes(options) < options.classes ? kEmbedding : 0;
}

std::int64_t class_scales(const GeneratorOptions& options, std::int64_t channels) {
  return 2 * scaled_classes(options) * channels;
}

std::int64_t PlannedLayer::parameters() const {
  const std::int64_t weights = in.channels * out.channels * kernel_height * kernel_width;
  return weights + (bias ? out.channels : 0) + (normalized ? 2 * out.channels : 0) +
         class_parameters;
}

std::int64_t PlannedLayer::multiply_adds() const {
  // Every pixel on the strided (smaller) side meets every weight once, edges included.
  const std::int64_t positions = std::min(in.height, out.height) * std::min(in.width, out.width);
  return positions * in.channels * out.channels * kernel_height * kernel_width;
}

std::vector<PlannedLayer> plan_discriminator(const DiscriminatorOptions& options,
                                             const ImageShape& image) {
  const auto shapes = pyramid(image, options.width);
  const bool normalize = is_layer(options.normalization);
  std::vector<PlannedLayer> layers;
  for (std::size_t i = 0; i + 1 < shapes.size(); ++i) {
    PlannedLayer layer{.in = shapes[i], .out = shapes[i + 1]};
    layer.bias = !normalize;
    layer.normalized = normalize && i > 0;
    layer.activated = true;
    layers.push_back(layer);
  }
  PlannedLayer last{.in = shapes.back(), .out = {1, 1, 1}};
  last.kernel_height = last.in.height;
  last.kernel_width = last.in.width;
  last.stride = 1;
  last.padding = 0;
  last.bias = !normalize;
  last.class_parameters = options.classes * last.in.channels;
  layers.push_back(last);
  return layers;
}

std::vector<PlannedLayer> plan_generator(const GeneratorOptions& options, const ImageShape& image) {
  const auto shapes = pyramid(image, options.width);
  const bool normalize = is_layer(options.normalization);
  PlannedLayer first{.in = {options.latent + embedding_length(options), 1, 1},
                     .out = shapes.back()};
  first.kernel_height = first.out.height;
  first.kernel_width = first.out.width;
  first.stride = 1;
  first.padding = 0;
  std::vector<PlannedLayer> layers = {first};
  for (std::size_t i = shapes.size() - 1; i > 0; --i) {
    PlannedLayer layer{.in = shapes[i], .out = shapes[i - 1]};
    layer.output_padding_height = layer.out.height % 2;
    layer.output_padding_width = layer.out.width % 2;
    layers.push_back(layer);
  }
  for (auto& layer : layers) {
    layer.bias = !normalize;
    layer.normalized = normalize;
    layer.activated = true;
  }
  layers.back().normalized = false;
  layers.back().activated = false;
  for (auto& layer : layers) {
    if (layer.normalized) layer.class_parameters = class_scales(options, layer.out.channels);
  }
  layers.front().class_parameters += options.classes * embedding_length(options);
  return layers;
}

}  // namespace leakygan
