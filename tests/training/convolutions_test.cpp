#include "training/convolutions.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cstdlib>
#include <fstream>

#include "support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/step_options_test.h"
#include "training/measure_convolutions.h"
#include "training/step.h"

namespace leakygan {
namespace {

using testing::kLargeImage;

Config config_of(const std::string& convolution) {
  Config config;
  config.convolution = convolution;
  config.generator.width = 16;
  config.generator.latent = 32;
  config.discriminator.width = 16;
  config.training.batch = 16;
  return config;
}

at::Tensor real_images() {
  return torch::rand({16, 3, 32, 32}).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast);
}

class Convolutions : public ::testing::Test {
 protected:
  void SetUp() override {
    before_ = std::getenv("XDG_CACHE_HOME") == nullptr ? "" : std::getenv("XDG_CACHE_HOME");
    ::setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1);
  }
  void TearDown() override { ::setenv("XDG_CACHE_HOME", before_.c_str(), 1); }

  ConvolutionChoices plan(const std::string& convolution) {
    return plan_convolutions(config_of(convolution), kLargeImage, at::kCPU, true, status_);
  }
  fs::path memory() const { return folder_.path() / "leakygan" / "convolutions.json"; }

  testing::TemporaryFolder folder_;
  StatusLine status_;
  std::string before_;
};

TEST_F(Convolutions, OfBothNetworksAreListedOnce) {
  const auto layers = strided_layers(config_of("auto"), kLargeImage);
  ASSERT_EQ(layers.size(), 3U);
  EXPECT_EQ(layers[0], (StridedLayer{3, 32, 32, 16}));
  EXPECT_EQ(layers[2], (StridedLayer{32, 8, 8, 64}));
  EXPECT_EQ(layers[2].text(), "32x8x8 - 64x4x4");
  EXPECT_EQ(layers[2].multiply_adds(), 32 * 64 * 16 * 16);
  Config wider = config_of("auto");
  wider.generator.width = 20;
  EXPECT_EQ(strided_layers(wider, kLargeImage).size(), 6U);
}

TEST_F(Convolutions, GoByTheConfigurationWithoutBeingMeasured) {
  for (const auto& one : plan("direct")) EXPECT_EQ(one.choice, ConvolutionChoice());
  for (const auto& one : plan("winograd")) {
    EXPECT_EQ(one.choice.down, ConvolutionAlgorithm::winograd);
    EXPECT_EQ(one.choice.up, ConvolutionAlgorithm::winograd);
    EXPECT_EQ(one.choice.weights, ConvolutionAlgorithm::winograd);
  }
  EXPECT_FALSE(fs::exists(memory()));
  EXPECT_TRUE(plan_convolutions(config_of("auto"), kLargeImage, at::kCUDA, false, status_).empty());
}

TEST_F(Convolutions, AreMeasuredOnceAndRemembered) {
  EXPECT_TRUE(remembered_convolutions(config_of("auto"), kLargeImage).empty());
  EXPECT_EQ(plan("auto").size(), 3U);
  ASSERT_TRUE(fs::exists(memory()));
  // With every choice in the memory turned round the next plan follows the memory.
  std::ifstream file(memory());
  auto json = nlohmann::ordered_json::parse(file);
  ASSERT_EQ(json.size(), 1U);
  for (auto& layer : json.front()) {
    for (auto& product : layer) {
      EXPECT_GT(product[1].get<double>(), 0);
      EXPECT_GT(product[2].get<double>(), 0);
      product[0] = "winograd";
    }
  }
  json.front().front()["down"][0] = "direct";
  write_file_atomic(memory(), json.dump());
  const auto again = plan("auto");
  EXPECT_EQ(choices_text(again), "winograd for 8 of 9 products");
  EXPECT_EQ(again[0].choice.down, ConvolutionAlgorithm::direct);
  EXPECT_EQ(choices_text(remembered_convolutions(config_of("auto"), kLargeImage)),
            choices_text(again));
  Config other = config_of("auto");
  other.training.batch = 8;
  EXPECT_TRUE(remembered_convolutions(other, kLargeImage).empty());
}

TEST_F(Convolutions, AreMeasuredAgainWhenTheMemoryIsDamaged) {
  make_folder(memory().parent_path());
  for (const std::string text : {"", "[1", "[]", "{\"a\": 3}"}) {
    write_file_atomic(memory(), text);
    EXPECT_EQ(plan("auto").size(), 3U) << text;
    EXPECT_FALSE(remembered_convolutions(config_of("auto"), kLargeImage).empty()) << text;
  }
}

TEST_F(Convolutions, AreMeasuredWithoutAPlaceToRememberThem) {
  write_file_atomic(folder_.path() / "leakygan", "a file in the folder's place");
  EXPECT_EQ(plan("auto").size(), 3U);
}

TEST_F(Convolutions, WithoutTimeToMeasureGoByWhatIsUsual) {
  const auto layers = strided_layers(config_of("auto"), kLargeImage);
  const auto all = measure_convolutions(layers, 16, 0);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].choice().down, ConvolutionAlgorithm::direct);  // three channels
  EXPECT_EQ(all[0].choice().up, ConvolutionAlgorithm::winograd);
  EXPECT_EQ(all[1].choice().weights, ConvolutionAlgorithm::winograd);
  EXPECT_EQ(all[1].down.direct_seconds, 0);
}

TEST_F(Convolutions, SurviveBeingWrittenDown) {
  const ConvolutionChoices choices = {
      {{3, 32, 30, 16},
       {ConvolutionAlgorithm::direct, ConvolutionAlgorithm::winograd,
        ConvolutionAlgorithm::direct}}};
  const auto back = choices_from_json(to_json(choices));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].layer, choices[0].layer);
  EXPECT_EQ(back[0].choice, choices[0].choice);
  auto json = to_json(choices);
  json[0]["up"] = "magic";
  EXPECT_THROW(choices_from_json(json), nlohmann::json::exception);
}

// Gradients of both losses from the same weights. The networks are smooth: with a kink, a unit that
// rounding pushes over it has another gradient altogether (docs/PERFORMANCE.md).
std::vector<NamedTensor> gradients(const std::string& convolution) {
  Config config = config_of(convolution);
  config.generator.activation = config.discriminator.activation = {ActivationKind::silu, 0};
  Gan gan(config, kLargeImage, at::kCPU);
  StatusLine status;
  gan.choose(plan_convolutions(config, kLargeImage, at::kCPU, false, status));
  torch::manual_seed(5);
  const at::Tensor real = real_images();
  const at::Tensor fake = gan.generator().forward(torch::randn({16, 32}));
  const auto& loss = objective("non_saturating");
  auto& discriminator = const_cast<Discriminator&>(gan.discriminator());
  const auto logits = discriminator.forward(at::cat({real, fake}), {.groups = 2}).chunk(2);
  (loss.discriminator(logits[0], logits[1], 0) + loss.generator(logits[1], {})).backward();
  std::vector<NamedTensor> all;
  for (const auto& named : networks_of(gan)) {
    if (named.tensor.requires_grad()) all.push_back({named.name, named.tensor.grad()});
  }
  return all;
}

TEST(ConvolutionsInAStep, GiveTheGradientsOfTheDirectOnes) {
  const auto winograd = gradients("winograd");
  const auto direct = gradients("direct");
  ASSERT_EQ(winograd.size(), 4U + 3 * 2 + 4 + 2 * 2);
  for (const std::string network : {"generator", "discriminator"}) {
    double differences = 0;
    double squares = 0;
    for (std::size_t i = 0; i < direct.size(); ++i) {
      if (!direct[i].name.starts_with(network)) continue;
      const auto difference = (winograd[i].tensor - direct[i].tensor).norm().item<double>();
      const auto size = direct[i].tensor.norm().item<double>();
      EXPECT_GT(difference, 0) << direct[i].name << ": they are two algorithms";
      EXPECT_LT(difference / size, 5e-5) << direct[i].name;  // some are sums that nearly cancel
      differences += difference * difference;
      squares += size * size;
    }
    EXPECT_LT(std::sqrt(differences / squares), 1e-5) << network;
  }
}

}  // namespace
}  // namespace leakygan
