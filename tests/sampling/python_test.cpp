#include <gtest/gtest.h>
#include <torch/nn/module.h>
#include <torch/utils.h>

#include <cstdlib>

#include "sampling/sampler.h"
#include "support/text.h"
#include "tests/support/temporary_folder.h"
#include "training/average.h"
#include "training/step.h"

// scripts/generate.py makes the pictures that this program makes.

namespace leakygan {
namespace {

// The interpreter of the environment that LibTorch came from, unless another is named.
std::string python() {
  const char* named = std::getenv("LEAKYGAN_PYTHON");
  if (named != nullptr) return named;
  return (fs::path(LEAKYGAN_TORCH_ROOT) / "../../../../bin/python").lexically_normal();
}

bool has_python() {
  static const bool found = [] {
    const std::string import = " -c 'import torch, safetensors' 2>/dev/null";
    return std::system((shell_text(python()) + import).c_str()) == 0;
  }();
  return found;
}

// Every number at random, so that a layer that is left out or turned round shows.
void scramble(torch::nn::Module& network) {
  const torch::NoGradGuard no_grad;
  for (auto& parameter : network.parameters()) parameter.normal_(0.0, 0.3);
  for (auto& buffer : network.buffers()) {
    if (buffer.is_floating_point()) buffer.uniform_(0.5, 1.5);
  }
}

// `folder` takes a text that is not empty; GCC 12 warns of one in quotes there.
Config config_of(std::int64_t height, std::int64_t width) {
  Config config;
  config.data.folder = std::string(1, 'x');
  config.data.size = ImageSize{height, width};
  config.generator.width = 8;
  return config;
}

class Python : public ::testing::TestWithParam<Activation> {
 protected:
  void SetUp() override {
    if (has_python()) return;
    ASSERT_EQ(std::getenv("LEAKYGAN_NEEDS_PYTHON"), nullptr) << python();
    GTEST_SKIP() << python() << " has no torch and safetensors";
  }

  fs::path save(const Config& config) const {
    const ImageShape shape{config.data.channels, config.data.size->height, config.data.size->width};
    torch::manual_seed(1);
    Gan gan(config, shape, at::kCPU);
    scramble(gan.generator());
    auto state = gan.state();
    if (config.training.ema > 0) {
      GeneratorAverage average(gan.generator(), config, shape, at::kCPU);
      scramble(average.network());
      for (auto& named : tensors_of(kGeneratorAverage, average.network())) state.push_back(named);
    }
    TrainingProgress progress;
    for (std::int64_t i = 0; i < config.generator.classes; ++i) {
      progress.dataset.classes.names.push_back(std::string("class ").append(std::to_string(i)));
      progress.dataset.classes.sizes.push_back(1);
    }
    save_checkpoint(folder_.path() / "c.safetensors", state, config, progress);
    return folder_.path() / "c.safetensors";
  }

  at::Tensor pictures_of_python(const fs::path& checkpoint, const std::string& options) const {
    const fs::path out = folder_.path() / "out.safetensors";
    const std::string script = LEAKYGAN_SOURCE_DIR "/scripts/generate.py";
    const std::string command = shell_text(python()) + " " + shell_text(script) + " " +
                                shell_text(checkpoint) + " " + shell_text(out) + " " + options;
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return SafetensorsFile(out).read("images");
  }

  static void expect_same(const at::Tensor& ours, const at::Tensor& theirs,
                          double tolerance = 1e-5) {
    ASSERT_EQ(ours.sizes(), theirs.sizes());
    EXPECT_LT((ours - theirs).abs().max().item<double>(), tolerance);
    EXPECT_GT(ours.std().item<double>(), 0.1);  // there is something to be seen
  }

  testing::TemporaryFolder folder_;
};

TEST_P(Python, MakesTheSamePicturesWithEveryActivation) {
  Config config = config_of(20, 37);  // odd sizes on the way
  config.generator.activation = GetParam();
  const fs::path checkpoint = save(config);
  const Sampler sampler(open_checkpoint(checkpoint), false, at::kCPU);
  const at::Tensor ours =
      at::cat({sampler.picture({.seed = 3}), sampler.picture({.seed = 4000000000})});
  expect_same(ours, pictures_of_python(checkpoint, "--seeds 3 4000000000"));
}

INSTANTIATE_TEST_SUITE_P(Activations, Python,
                         ::testing::Values(Activation{ActivationKind::relu, 0},
                                           Activation{ActivationKind::leaky_relu, 0.07},
                                           Activation{ActivationKind::prelu, 0.3},
                                           Activation{ActivationKind::elu, 0},
                                           Activation{ActivationKind::selu, 0},
                                           Activation{ActivationKind::gelu, 0},
                                           Activation{ActivationKind::silu, 0}));

TEST_F(Python, MakesTheSamePicturesWithEveryNetwork) {
  const std::vector<std::pair<std::string, std::vector<Normalization>>> networks = {
      {"dcgan", {Normalization::spectral, Normalization::group, Normalization::instance}},
      {"resnet", {Normalization::spectral, Normalization::batch, Normalization::layer}}};
  for (const auto& [architecture, normalizations] : networks) {
    for (const auto normalization : normalizations) {
      Config config = config_of(17, 33);
      config.generator.architecture = architecture;
      config.generator.normalization = normalization;
      config.generator.spectral_norm = 1.5;
      config.generator.distribution = LatentDistribution::uniform;
      config.generator.init = Initialization::gain;  // all are as loud then
      const fs::path checkpoint = save(config);
      const Sampler sampler(open_checkpoint(checkpoint), false, at::kCPU);
      // Random weights make a residual network's numbers large, and its rounding with them.
      expect_same(sampler.picture({.seed = 3}), pictures_of_python(checkpoint, "--seeds 3"), 1e-4);
    }
  }
}

TEST_F(Python, MakesTheSamePicturesOfAClass) {
  for (const auto conditioning : {Conditioning::embedding, Conditioning::normalization}) {
    Config config = config_of(16, 16);
    config.generator.conditioning = conditioning;
    config.generator.classes = config.discriminator.classes = 3;
    const fs::path checkpoint = save(config);
    const Sampler sampler(open_checkpoint(checkpoint), false, at::kCPU);
    expect_same(sampler.picture({.seed = 3, .of_class = 2}),
                pictures_of_python(checkpoint, "--seeds 3 --class 'class 2'"));
  }
}

TEST_F(Python, TakesTheAverageAndTruncates) {
  Config config = config_of(32, 32);
  config.data.channels = 1;
  config.generator.normalization = Normalization::none;
  config.training.ema = 1000;
  const fs::path checkpoint = save(config);
  const Sampler average(open_checkpoint(checkpoint), true, at::kCPU);
  expect_same(average.picture({.seed = 1, .truncation = 0.7}),
              pictures_of_python(checkpoint, "--seeds 1 --truncation 0.7"));
  const Sampler raw(open_checkpoint(checkpoint), false, at::kCPU);
  expect_same(raw.picture({.seed = 1}), pictures_of_python(checkpoint, "--seeds 1 --raw"));
}

}  // namespace
}  // namespace leakygan
