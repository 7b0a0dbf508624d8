#include "models/resnet_plan.h"

namespace leakygan {
namespace {

PlannedLayer flat(const ImageShape& in, const ImageShape& out) {
  PlannedLayer layer{.in = in, .out = out};
  layer.kernel_height = layer.kernel_width = 3;
  layer.stride = 1;
  return layer;
}

PlannedLayer shortcut(const ImageShape& in, const ImageShape& out) {
  PlannedLayer layer{.in = in, .out = out};
  layer.kernel_height = layer.kernel_width = 2;
  layer.padding = 0;
  layer.shortcut = true;
  return layer;
}

// From or to the latent or logit: the kernel is as large as the other side.
PlannedLayer whole(const ImageShape& in, const ImageShape& out, const ImageShape& kernel) {
  PlannedLayer layer{.in = in, .out = out};
  layer.kernel_height = kernel.height;
  layer.kernel_width = kernel.width;
  layer.stride = 1;
  layer.padding = 0;
  return layer;
}

void pad_odd_sides(PlannedLayer& layer) {
  layer.output_padding_height = layer.out.height % 2;
  layer.output_padding_width = layer.out.width % 2;
}

void follow(PlannedLayer& layer, bool normalized) {
  layer.activated = true;
  layer.normalized = normalized;
}

}  // namespace

std::vector<PlannedLayer> plan_resnet_generator(const GeneratorOptions& options,
                                                const ImageShape& image) {
  const bool normalize = is_layer(options.normalization);
  const auto shapes = pyramid(image, options.width);
  const std::int64_t given = options.latent + embedding_length(options);
  std::vector<PlannedLayer> layers = {whole({given, 1, 1}, shapes.back(), shapes.back())};
  follow(layers.back(), normalize);
  for (std::size_t i = shapes.size() - 1; i > 0; --i) {
    ImageShape out = shapes[i - 1];
    if (i == 1) out.channels = options.width;
    PlannedLayer up{.in = shapes[i], .out = out};
    pad_odd_sides(up);
    follow(up, normalize);
    PlannedLayer second = flat(out, out);
    follow(second, normalize);
    PlannedLayer skip = shortcut(shapes[i], out);
    pad_odd_sides(skip);
    layers.insert(layers.end(), {up, second, skip});
  }
  layers.push_back(flat({options.width, image.height, image.width}, image));
  for (auto& layer : layers) {
    layer.bias = !normalize;
    if (layer.normalized) layer.class_parameters = class_scales(options, layer.out.channels);
  }
  layers.front().class_parameters += options.classes * embedding_length(options);
  return layers;
}

std::vector<PlannedLayer> plan_resnet_discriminator(const DiscriminatorOptions& options,
                                                    const ImageShape& image) {
  const bool normalize = is_layer(options.normalization);
  const auto shapes = pyramid(image, options.width);
  std::vector<PlannedLayer> layers;
  for (std::size_t i = 0; i + 1 < shapes.size(); ++i) {
    ImageShape fine = shapes[i];
    if (i == 0) fine.channels = options.width;
    PlannedLayer first = flat(shapes[i], fine);
    follow(first, normalize);
    PlannedLayer down{.in = fine, .out = shapes[i + 1]};
    follow(down, normalize);
    layers.insert(layers.end(), {first, down, shortcut(shapes[i], shapes[i + 1])});
  }
  layers.push_back(whole(shapes.back(), {1, 1, 1}, shapes.back()));
  layers.back().class_parameters = options.classes * shapes.back().channels;
  for (auto& layer : layers) layer.bias = !normalize;
  return layers;
}

}  // namespace leakygan
