#include "training/objective.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>

#include "support/error.h"

namespace leakygan {
namespace {

double log_sigmoid(double logit) { return -std::log1p(std::exp(-logit)); }

TEST(NonSaturatingLoss, IsTheLogLikelihoodOfGoodfellow) {
  const std::vector<double> real = {-1.5, 0.0, 2.0};
  const std::vector<double> fake = {0.3, -0.7, 1.1};
  double discriminator = 0;
  double generator = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    discriminator -= (log_sigmoid(real[i]) + log_sigmoid(-fake[i])) / 3;
    generator -= log_sigmoid(fake[i]) / 3;
  }
  const auto& loss = objective("non_saturating");
  const auto real_logits = torch::tensor(real);
  const auto fake_logits = torch::tensor(fake);
  EXPECT_NEAR(loss.discriminator(real_logits, fake_logits).item<double>(), discriminator, 1e-6);
  EXPECT_NEAR(loss.generator(fake_logits).item<double>(), generator, 1e-6);
}

TEST(NonSaturatingLoss, StaysFiniteForLargeLogits) {
  const auto& loss = objective("non_saturating");
  const auto large = torch::tensor({1e4F});
  EXPECT_EQ(loss.discriminator(-large, large).item<float>(), 2e4F);
  EXPECT_EQ(loss.generator(-large).item<float>(), 1e4F);
}

TEST(Objective, RefusesUnknownNames) { EXPECT_THROW(objective("hinge?"), Error); }

}  // namespace
}  // namespace leakygan
