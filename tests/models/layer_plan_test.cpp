#include "models/layer_plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/error.h"

namespace leakygan {
namespace {

// What a convolution makes of a side, and a transposed one, from their definitions.
std::int64_t down(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  return (in + 2 * padding - kernel) / stride + 1;
}
std::int64_t up(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t padding,
                std::int64_t output_padding) {
  return (in - 1) * stride - 2 * padding + kernel + output_padding;
}

void expect_consistent(const ImageShape& image) {
  SCOPED_TRACE(std::to_string(image.height) + "x" + std::to_string(image.width));
  const auto discriminator = plan_discriminator({}, image);
  for (const auto& l : discriminator) {
    EXPECT_EQ(l.out.height, down(l.in.height, l.kernel_height, l.stride, l.padding));
    EXPECT_EQ(l.out.width, down(l.in.width, l.kernel_width, l.stride, l.padding));
  }
  EXPECT_EQ(discriminator.back().out.channels, 1);
  EXPECT_EQ(discriminator.back().out.height * discriminator.back().out.width, 1);

  const auto generator = plan_generator({}, image);
  for (const auto& l : generator) {
    EXPECT_EQ(l.out.height,
              up(l.in.height, l.kernel_height, l.stride, l.padding, l.output_padding_height));
    EXPECT_EQ(l.out.width,
              up(l.in.width, l.kernel_width, l.stride, l.padding, l.output_padding_width));
    EXPECT_LE(l.out.channels, 8 * 64);
  }
  EXPECT_EQ(generator.back().out.height, image.height);
  EXPECT_EQ(generator.back().out.width, image.width);
  const auto& base = generator.front().out;
  EXPECT_GE(std::min(base.height, base.width), 4);
  EXPECT_LT(std::min(base.height, base.width), 8);
}

TEST(LayerPlan, ReachesEverySizeExactly) {
  for (std::int64_t side = 16; side <= 512; ++side) {
    expect_consistent({3, side, side});
    expect_consistent({3, side, 16 + (side * 7) % 497});
  }
}

TEST(LayerPlan, IsThePublicExampleAt64Pixels) {
  const auto layers = plan_generator({}, {3, 64, 64});
  ASSERT_EQ(layers.size(), 5U);
  const std::vector<std::int64_t> channels = {512, 256, 128, 64, 3};
  for (std::size_t i = 0; i < layers.size(); ++i) EXPECT_EQ(layers[i].out.channels, channels[i]);
  std::int64_t parameters = 0;
  for (const auto& layer : layers) parameters += layer.parameters();
  EXPECT_EQ(parameters, 3576704);  // what PyTorch counts for the example's generator
  parameters = 0;
  for (const auto& layer : plan_discriminator({}, {3, 64, 64})) parameters += layer.parameters();
  EXPECT_EQ(parameters, 2765568);  // and for its discriminator
}

TEST(LayerPlan, GivesBiasesOnlyWithoutNormalization) {
  DiscriminatorOptions options;
  options.normalization = Normalization::none;
  for (const auto& layer : plan_discriminator(options, {3, 32, 32})) {
    EXPECT_TRUE(layer.bias);
    EXPECT_FALSE(layer.normalized);
  }
  for (const auto& layer : plan_discriminator({}, {3, 32, 32})) EXPECT_FALSE(layer.bias);
}

TEST(LayerPlan, RefusesWhatItCannotReach) {
  EXPECT_THROW(plan_generator({}, {3, 15, 64}), Error);
  EXPECT_THROW(plan_generator({}, {3, 64, 513}), Error);
  EXPECT_THROW(plan_discriminator({}, {2, 64, 64}), Error);
}

}  // namespace
}  // namespace leakygan
