#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "config/load.h"
#include "support/error.h"
#include "tests/training/step_options_test.h"
#include "training/finite.h"
#include "training/step.h"

// Every pair of options either trains or is refused with a reason.

namespace leakygan {
namespace {

using testing::kImage;
constexpr std::int64_t kSteps = 10;
// With sanitizers a pair takes ten times as long, and one in five goes through the same code.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kEvery = 5;
#else
constexpr std::size_t kEvery = 1;
#endif

// One row of docs/OPTIONS.md each: what is set, and whether the networks are told of classes. Of
// what happens outside of a step, data.flip and training.ema, there is none.
struct Option {
  std::vector<std::string> set;
  bool has_classes = false;
};

std::vector<Option> options() {
  std::vector<Option> all;
  const auto add = [&](const std::string& key, const std::vector<std::string>& values) {
    for (const auto& value : values) all.push_back({{key + "=" + value}});
  };
  add("objective.loss",
      {"non_saturating", "hinge", "least_squares", "wasserstein", "relativistic"});
  add("objective.label_smoothing", {"0.1"});
  add("objective.r1", {"1"});  // with the BatchNorm that is refused
  const std::string layer = "discriminator.normalization=layer";
  for (const char* penalty : {"r1=1", "r2=1", "gradient_penalty=10"}) {
    all.push_back({{layer, std::string("objective.") + penalty}});
  }
  all.push_back(
      {{layer, "objective.r1=1", "objective.penalty_every=4", "objective.penalty_final=0.1"}});
  all.push_back({{layer, "objective.gradient_penalty=10", "objective.penalty_every=3"}});
  add("objective.instance_noise", {"0.1"});
  for (const char* network : {"generator", "discriminator"}) {
    const std::string key = network;
    add(key + ".architecture", {"dcgan", "resnet"});
    add(key + ".normalization", {"none", "batch", "spectral", "group", "instance", "layer"});
    add(key + ".init", {"gain"});
    add(key + ".activation", {"relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu"});
  }
  all.push_back({{"discriminator.normalization=spectral", "discriminator.spectral_norm=2.5"}});
  all.push_back({{"generator.normalization=spectral", "generator.spectral_norm=2"}});
  add("generator.distribution", {"uniform"});
  all.push_back({{"generator.conditioning=embedding"}, true});
  all.push_back({{"generator.conditioning=normalization"}, true});
  add("optimizer.schedule", {"cosine"});
  add("optimizer.discriminator.lr", {"4e-4"});
  add("optimizer.generator.beta1", {"0"});
  add("optimizer.discriminator.beta2", {"0.9"});
  add("optimizer.generator.eps", {"1e-6"});
  all.push_back(
      {{"training.minutes=5", "training.schedule_images=auto"}});  // refused for schedules
  add("training.discriminator_steps", {"2"});
  add("training.clip_gradient", {"1"});
  add("training.augment", {"color", "translation", "cutout", "[color, translation, cutout]"});
  return all;
}

// "" when the pair trained, else why it was refused.
std::string train(const Option& a, const Option& b) {
  std::vector<std::string> overrides = {"generator.width=8", "discriminator.width=8",
                                        "generator.latent=8", "training.batch=4",
                                        "training.schedule_images=400"};
  overrides.insert(overrides.end(), a.set.begin(), a.set.end());
  overrides.insert(overrides.end(), b.set.begin(), b.set.end());
  Config config;
  try {
    config = override_config(parse_config("data: {folder: x}", "test"), overrides);
  } catch (const Error& error) {
    return error.what();
  }
  StepBatch batch = {torch::rand({4, 3, 16, 16}).mul(2).sub(1), torch::randn({4, 8})};
  batch.real = batch.real.contiguous(at::MemoryFormat::ChannelsLast);
  if (a.has_classes || b.has_classes) {
    config.generator.classes = config.discriminator.classes = 3;
    batch.labels = torch::tensor({0, 1, 2, 0});
  }
  Gan gan(config, kImage, at::kCPU);
  const std::vector<StepBatch> batches(
      static_cast<std::size_t>(config.training.discriminator_steps), batch);
  for (std::int64_t step = 0; step < kSteps; ++step) {
    gan.step({.batches = batches, .index = step});
  }
  EXPECT_TRUE(all_finite(gan.generator()));
  EXPECT_TRUE(all_finite(gan.discriminator()));
  return {};
}

std::string name(const Option& option) {
  std::string all;
  for (const auto& one : option.set) all += one + " ";
  return all;
}

TEST(OptionPairs, EachTrainsTenStepsOrIsRefusedWithAReason) {
  torch::manual_seed(1);
  at::set_num_threads(1);
  const auto all = options();
  int trained = 0;
  int refused = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + i % kEvery; k < all.size(); k += kEvery) {
      SCOPED_TRACE(name(all[i]) + "with " + name(all[k]));
      std::string reason;
      ASSERT_NO_THROW(reason = train(all[i], all[k]));
      ++(reason.empty() ? trained : refused);
      if (reason.empty()) continue;
      const std::string key = reason.substr(0, reason.find('.'));
      EXPECT_TRUE(key == "objective" || key == "generator" || key == "training") << reason;
      EXPECT_NE(reason.find(": "), std::string::npos) << reason;
    }
  }
  EXPECT_GT(trained, 5 * refused);
  EXPECT_GT(refused, 10 / static_cast<int>(kEvery));
}

}  // namespace
}  // namespace leakygan
