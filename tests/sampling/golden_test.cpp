#include <gtest/gtest.h>
#include <torch/types.h>

#include "sampling/sampler.h"
#include "training/step.h"

// A checkpoint of format version 1 as the program wrote it in November 2026; later programs must
// read it. Made by `leakygan train` on 8 shapes of 16 pixels with generator.width=2,
// generator.latent=4, discriminator.width=2, training.batch=4, training.images=12, training.ema=8.

namespace leakygan {
namespace {

const fs::path kGolden = fs::path(LEAKYGAN_SOURCE_DIR) / "tests/sampling/files/v1.safetensors";

TEST(FormatVersion1, IsReadAsItWasWritten) {
  const Checkpoint checkpoint = open_checkpoint(kGolden);
  EXPECT_NO_THROW(checkpoint.file.verify());
  EXPECT_EQ(checkpoint.file.id(), "c71482ba127eb8e4");
  EXPECT_EQ(checkpoint.progress.step, 3);
  EXPECT_EQ(checkpoint.progress.images, 12);
  EXPECT_EQ(checkpoint.config.generator.latent, 4);
  EXPECT_TRUE(checkpoint.has_average());
}

TEST(FormatVersion1, HoldsAllThatATrainingGoesOnWith) {
  const Checkpoint checkpoint = open_checkpoint(kGolden);
  Gan gan(checkpoint.config, {3, 16, 16}, at::kCPU);
  load_tensors(checkpoint.file, gan.state());
  EXPECT_NO_THROW(gan.step({.batches = {{torch::zeros({4, 3, 16, 16}), torch::ones({4, 4})}}}));
}

// The expected pixel is what scripts/generate.py made of it with PyTorch 2.13.0.
TEST(FormatVersion1, GivesThePicturesOfThen) {
  const Sampler sampler(open_checkpoint(kGolden), true, at::kCPU);
  const at::Tensor pixel = sampler.picture({.seed = 1})[0].select(1, 3).select(1, 5);
  const auto expected = torch::tensor({-0.01054120F, -0.00751731F, 0.01781439F});
  EXPECT_TRUE(torch::allclose(pixel, expected, 0, 1e-6)) << pixel;
}

}  // namespace
}  // namespace leakygan
