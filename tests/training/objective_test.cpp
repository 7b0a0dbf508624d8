#include "training/objective.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <algorithm>
#include <cmath>

#include "config/schema.h"
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
  EXPECT_NEAR(loss.discriminator(real_logits, fake_logits, 0).item<double>(), discriminator, 1e-6);
  EXPECT_NEAR(loss.generator(fake_logits, {}).item<double>(), generator, 1e-6);
}

TEST(NonSaturatingLoss, StaysFiniteForLargeLogits) {
  const auto& loss = objective("non_saturating");
  const auto large = torch::tensor({1e4F});
  EXPECT_EQ(loss.discriminator(-large, large, 0).item<float>(), 2e4F);
  EXPECT_EQ(loss.generator(-large, {}).item<float>(), 1e4F);
}

// Loss and derivatives at logits, from a formula for one logit, in float64.
struct Formula {
  double (*real)(double logit);
  double (*fake)(double logit);
  double (*generator)(double logit);
};

void expect_formula(const std::string& name, const Formula& formula) {
  const std::vector<double> real = {-1.5, 0.5, 2.0};
  const std::vector<double> fake = {0.3, -0.7, -1.1};
  double discriminator = 0;
  double generator = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    discriminator += (formula.real(real[i]) + formula.fake(fake[i])) / 3;
    generator += formula.generator(fake[i]) / 3;
  }
  const auto& loss = objective(name);
  const auto real_logits = torch::tensor(real, at::kDouble);
  const auto fake_logits = torch::tensor(fake, at::kDouble);
  EXPECT_NEAR(loss.discriminator(real_logits, fake_logits, 0).item<double>(), discriminator, 1e-14);
  EXPECT_NEAR(loss.generator(fake_logits, {}).item<double>(), generator, 1e-14);
}

TEST(HingeLoss, IsThatOfLimAndYe) {
  expect_formula("hinge",
                 {[](double l) { return std::max(0.0, 1 - l); },
                  [](double l) { return std::max(0.0, 1 + l); }, [](double l) { return -l; }});
}

TEST(HingeLoss, HasNoDerivativeBeyondItsMargin) {
  const auto real = torch::tensor({0.5, 1.5}, at::kDouble).requires_grad_();
  const auto fake = torch::tensor({-1.5, -0.5}, at::kDouble).requires_grad_();
  objective("hinge").discriminator(real, fake, 0).backward();
  EXPECT_TRUE(torch::equal(real.grad(), torch::tensor({-0.5, 0.0}, at::kDouble)));
  EXPECT_TRUE(torch::equal(fake.grad(), torch::tensor({0.0, 0.5}, at::kDouble)));
}

TEST(LeastSquaresLoss, IsThatOfMaoWithTargetsOneAndZero) {
  expect_formula("least_squares", {[](double l) { return (l - 1) * (l - 1) / 2; },
                                   [](double l) { return l * l / 2; },
                                   [](double l) { return (l - 1) * (l - 1) / 2; }});
}

TEST(WassersteinLoss, IsTheDifferenceOfTheMeans) {
  expect_formula("wasserstein", {[](double l) { return -l; }, [](double l) { return l; },
                                 [](double l) { return -l; }});
}

TEST(RelativisticLoss, ComparesTheImagesOfEachPair) {
  const std::vector<double> real = {-1.5, 0.5, 2.0};
  const std::vector<double> fake = {0.3, -0.7, 3.1};
  double discriminator = 0;
  double generator = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    discriminator -= log_sigmoid(real[i] - fake[i]) / 3;
    generator -= log_sigmoid(fake[i] - real[i]) / 3;
  }
  const auto& loss = objective("relativistic");
  EXPECT_TRUE(loss.of_pairs);
  const auto real_logits = torch::tensor(real, at::kDouble);
  const auto fake_logits = torch::tensor(fake, at::kDouble);
  EXPECT_NEAR(loss.discriminator(real_logits, fake_logits, 0).item<double>(), discriminator, 1e-14);
  EXPECT_NEAR(loss.generator(fake_logits, real_logits).item<double>(), generator, 1e-14);
}

TEST(LabelSmoothing, LowersTheTargetOfRealImagesOnly) {
  const std::vector<double> real = {-1.5, 0.5, 2.0};
  const std::vector<double> fake = {0.3, -0.7, -1.1};
  double logistic = 0;
  double squares = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    logistic -= (0.9 * log_sigmoid(real[i]) + 0.1 * log_sigmoid(-real[i])) / 3;
    logistic -= log_sigmoid(-fake[i]) / 3;
    squares += ((real[i] - 0.9) * (real[i] - 0.9) + fake[i] * fake[i]) / 6;
  }
  const auto real_logits = torch::tensor(real, at::kDouble);
  const auto fake_logits = torch::tensor(fake, at::kDouble);
  const auto found = [&](const char* name) {
    return objective(name).discriminator(real_logits, fake_logits, 0.1).item<double>();
  };
  EXPECT_NEAR(found("non_saturating"), logistic, 1e-14);
  EXPECT_NEAR(found("least_squares"), squares, 1e-14);
}

TEST(Objective, HasEveryLossOfTheConfiguration) {
  for (const auto& key : schema()) {
    if (key.path != "objective.loss") continue;
    for (const auto& row : objective_table()) {
      Config config;
      EXPECT_EQ(key.set(config, Value{{row.name}}), "") << row.name;
      EXPECT_NE(key.type.find(row.name), std::string::npos);
    }
    EXPECT_EQ(std::count(key.type.begin(), key.type.end(), ',') + 1,
              static_cast<std::ptrdiff_t>(objective_table().size()));
  }
}

TEST(Objective, RefusesUnknownNames) { EXPECT_THROW(objective("hinge?"), Error); }

}  // namespace
}  // namespace leakygan
