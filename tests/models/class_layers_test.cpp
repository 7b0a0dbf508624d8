#include "models/class_layers.h"

#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/network.h"
#include "models/registry.h"

namespace leakygan {
namespace {

const at::Tensor kLabels = torch::tensor({2, 0, 2, 1});

at::Tensor fill(torch::nn::Module& layer, const char* name) {
  const torch::NoGradGuard no_grad;
  return layer.named_parameters()[name].normal_(0, 1);
}

TEST(ClassScale, ScalesAndShiftsEveryChannelByTheImagesClass) {
  ClassScale layer(3, 5);
  const at::Tensor x = torch::randn({4, 5, 2, 3});
  EXPECT_TRUE(torch::equal(layer(x, kLabels), x)) << "before it has learned";
  const at::Tensor scale = fill(*layer, "scale");
  const at::Tensor shift = fill(*layer, "shift");
  const at::Tensor y = layer(x, kLabels);
  for (int n = 0; n < 4; ++n) {
    const auto label = kLabels[n].item<std::int64_t>();
    const at::Tensor expected = x[n] * scale[label].view({5, 1, 1}) + shift[label].view({5, 1, 1});
    EXPECT_TRUE(torch::allclose(y[n], expected, 1e-6, 1e-6));
  }
}

TEST(ClassEmbedding, PutsTheClasssVectorBesideTheLatent) {
  ClassEmbedding layer(3, 2);
  const at::Tensor vectors = fill(*layer, "weight");
  const at::Tensor z = torch::randn({4, 6});
  const at::Tensor y = layer(z, kLabels);
  ASSERT_EQ(y.sizes(), (std::vector<std::int64_t>{4, 8}));
  EXPECT_TRUE(torch::equal(y.slice(1, 0, 6), z));
  EXPECT_TRUE(torch::equal(y[3].slice(0, 6, 8), vectors[1]));
}

TEST(ClassProjection, IsTheInnerProductWithTheFeaturesSums) {
  ClassProjection layer(3, 5, std::nullopt);
  const at::Tensor vectors = fill(*layer, "weight");
  const at::Tensor features = torch::randn({4, 5, 2, 2});
  const at::Tensor logits = layer(features, kLabels);
  for (int n = 0; n < 4; ++n) {
    const auto sum = vectors[kLabels[n].item<std::int64_t>()].dot(features[n].sum({1, 2}));
    EXPECT_NEAR(logits[n].item<double>(), sum.item<double>() / 2, 1e-5);  // of 2 x 2 positions
  }
}

// auto: scales where there is a normalization to scale, else the vector.
TEST(Conditional, GeneratorIsToldAsItsNormalizationAllows) {
  for (const auto& row : architecture_table()) {
    const auto has = [&](Normalization normalization, const std::string& name) {
      const auto generator = row.make_generator(
          {.latent = 8, .width = 4, .normalization = normalization, .classes = 3}, {3, 16, 16}, 1);
      for (const auto& item : generator->named_parameters()) {
        if (item.key().find(name) != std::string::npos) return true;
      }
      return false;
    };
    EXPECT_TRUE(has(Normalization::batch, "class")) << row.name;
    EXPECT_FALSE(has(Normalization::batch, "embedding")) << row.name;
    EXPECT_FALSE(has(Normalization::none, "class")) << row.name;
    EXPECT_TRUE(has(Normalization::none, "embedding")) << row.name;
  }
}

// What the networks do with classes, for each architecture and way of telling the generator.
TEST(Conditional, NetworksDependOnTheClassAndOnItsOnly) {
  torch::manual_seed(1);
  for (const auto& row : architecture_table()) {
    for (const auto conditioning : {Conditioning::embedding, Conditioning::normalization}) {
      GeneratorOptions options{.latent = 8, .width = 4, .conditioning = conditioning, .classes = 3};
      const auto generator = row.make_generator(options, {3, 16, 16}, 1);
      for (auto& item : generator->named_parameters()) {
        const torch::NoGradGuard no_grad;
        if (item.key().find("class.") != std::string::npos) item.value().normal_(1, 0.3);
        if (item.key().find("class1.") != std::string::npos) item.value().normal_(1, 0.3);
      }
      const at::Tensor z = torch::randn({1, 8}).repeat({4, 1});
      const at::Tensor images = generator->forward(z, {.labels = kLabels});
      EXPECT_TRUE(torch::allclose(images[0], images[2], 0, 1e-6)) << row.name;
      EXPECT_FALSE(torch::allclose(images[0], images[1], 0, 1e-4)) << row.name;
      EXPECT_FALSE(torch::allclose(images[1], images[3], 0, 1e-4)) << row.name;
    }
    const auto discriminator = row.make_discriminator(
        {.width = 4, .normalization = Normalization::none, .classes = 3}, {3, 16, 16}, 1);
    const at::Tensor same = torch::randn({1, 3, 16, 16})
                                .repeat({4, 1, 1, 1})
                                .contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor logits = discriminator->forward(same, {.labels = kLabels});
    EXPECT_NEAR(logits[0].item<double>(), logits[2].item<double>(), 1e-6) << row.name;
    EXPECT_NE(logits[0].item<double>(), logits[1].item<double>()) << row.name;
  }
}

}  // namespace
}  // namespace leakygan
