#include "training/penalty.h"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/conv4x4s2.h"
#include "models/registry.h"

namespace leakygan {
namespace {

// logit = <w, x^2> + <v, x>, whose gradient is 2 w x + v.
class Quadratic : public Discriminator {
 public:
  Quadratic(const at::Tensor& w, const at::Tensor& v)
      : w_(register_parameter("w", w)), v_(register_parameter("v", v)) {}
  using Discriminator::forward;
  at::Tensor forward(const at::Tensor& images, const Pass&) override {
    return (w_ * images.square() + v_ * images).sum({1, 2, 3});
  }
  at::Tensor w_;
  at::Tensor v_;
};

at::Tensor random_image() { return torch::randn({1, 3, 4, 5}, at::kDouble); }
at::Tensor random_images() { return torch::randn({6, 3, 4, 5}, at::kDouble); }

TEST(Penalty, IsTheSquaredGradientOfEachImagesOwnLogit) {
  torch::manual_seed(1);
  Quadratic network(random_image(), random_image());
  const at::Tensor x = random_images().requires_grad_();
  const at::Tensor squares = squared_gradients(network.forward(x), x);
  const at::Tensor expected = (2 * network.w_ * x + network.v_).square().sum({1, 2, 3});
  EXPECT_TRUE(torch::allclose(squares, expected, 1e-12, 1e-12));
}

TEST(Penalty, R1IsOverTheFirstHalfAndR2OverTheSecondEachWithHalfItsWeight) {
  torch::manual_seed(2);
  Quadratic network(random_image(), random_image());
  const at::Tensor x = random_images().requires_grad_();
  const auto halves = (2 * network.w_ * x + network.v_).square().sum({1, 2, 3}).chunk(2);
  const at::Tensor found = penalty_at_images(network.forward(x), x, {.r1 = 3, .r2 = 5});
  const at::Tensor expected = 1.5 * halves[0].mean() + 2.5 * halves[1].mean();
  EXPECT_NEAR(found.item<double>(), expected.item<double>(), 1e-10);
}

// d/dv of gamma / 2 mean |2 w x + v|^2 is gamma mean (2 w x + v).
TEST(Penalty, TeachesTheParameters) {
  torch::manual_seed(3);
  Quadratic network(random_image(), random_image());
  const at::Tensor x = random_images().requires_grad_();
  penalty_at_images(network.forward(x), x, {.r1 = 3}).backward();
  const at::Tensor gradients = (2 * network.w_ * x + network.v_).detach().slice(0, 0, 3);
  EXPECT_TRUE(torch::allclose(network.v_.grad(), 3 * gradients.mean(0, true), 1e-12, 1e-12));
}

TEST(Penalty, BetweenImagesItIsTheDistanceOfTheNormFromOne) {
  torch::manual_seed(4);
  Quadratic network(random_image(), random_image());
  const at::Tensor real = random_images();
  const at::Tensor fake = random_images();
  const at::Tensor places = torch::tensor({0.0, 0.2, 0.4, 0.6, 0.8, 1.0}, at::kDouble);
  const at::Tensor share = places.view({6, 1, 1, 1});
  const at::Tensor x = share * real + (1 - share) * fake;
  const at::Tensor norms = (2 * network.w_ * x + network.v_).square().sum({1, 2, 3}).sqrt();
  const at::Tensor found = penalty_between(network, real, fake, {}, places);
  EXPECT_NEAR(found.item<double>(), (norms - 1).square().mean().item<double>(), 1e-10);
}

TEST(Penalty, LazilyItComesEveryKthUpdateWithKTimesItsWeight) {
  Config::Objective objective;
  objective.r1 = 2;
  objective.gradient_penalty = 10;
  objective.penalty_every = 4;
  double sum = 0;
  for (std::int64_t update = 0; update < 8; ++update) {
    const PenaltyWeights weights = penalty_weights(objective, update, 0.5);
    EXPECT_EQ(weights.any(), update % 4 == 0) << update;
    EXPECT_EQ(weights.gradient_penalty, 5 * weights.r1);
    sum += weights.r1;
  }
  EXPECT_EQ(sum, 8 * 2 * 0.5);
}

// In float64, where convolutions are LibTorch's; those of float32 are compared below.
TEST(Penalty, OfADcganHasTheGradientThatFiniteDifferencesHave) {
  for (const auto normalization :
       {Normalization::none, Normalization::spectral, Normalization::group, Normalization::layer}) {
    torch::manual_seed(5);
    DiscriminatorOptions options{.width = 4, .normalization = normalization};
    options.activation = {ActivationKind::silu, 0};  // smooth, for the differences
    const auto network = architecture("dcgan").make_discriminator(options, {3, 16, 16}, 1);
    network->to(at::kDouble);
    network->eval();
    const at::Tensor images = torch::randn({4, 3, 16, 16}, at::kDouble);
    const auto penalty = [&] {
      const at::Tensor x = images.clone().requires_grad_();
      return penalty_at_images(network->forward(x), x, {.r1 = 1, .r2 = 1});
    };
    {
      const torch::NoGradGuard no_grad;
      for (auto& parameter : network->parameters()) {
        if (parameter.dim() == 4) parameter.mul_(10);
      }
    }
    penalty().backward();
    at::Tensor weight = network->named_parameters()["layers.0.conv.weight"];
    for (const int place : {0, 1, 3}) {
      const double analytic = weight.grad()[place][1][2][place].item<double>();
      constexpr double kStep = 1e-5;
      const auto at_offset = [&](double offset) {
        at::Tensor element = weight.detach()[place][1][2][place];
        element.add_(offset);
        const double value = penalty().item<double>();
        element.sub_(offset);
        return value;
      };
      const double numeric = (at_offset(kStep) - at_offset(-kStep)) / (2 * kStep);
      EXPECT_NEAR(analytic, numeric, 1e-5 * std::max(1.0, std::abs(numeric)))
          << normalization_names()[static_cast<std::size_t>(normalization)];
    }
  }
}

// Our own convolutions, their second derivatives, activations in place, shortcuts.
TEST(Penalty, InFloat32HasTheGradientThatItHasInFloat64) {
  for (const char* name : {"dcgan", "resnet"}) {
    for (const auto normalization :
         {Normalization::none, Normalization::spectral, Normalization::instance}) {
      torch::manual_seed(6);
      const DiscriminatorOptions options{.width = 8, .normalization = normalization};
      const ImageShape shape{3, 32, 32};
      const auto ours = architecture(name).make_discriminator(options, shape, 1);
      const auto exact = architecture(name).make_discriminator(options, shape, 1);
      exact->to(at::kDouble);
      ConvolutionChoices choices;
      for (const auto& layer : architecture(name).plan_discriminator(options, shape)) {
        const StridedLayer strided = {layer.in.channels, layer.in.height, layer.in.width,
                                      layer.out.channels};
        constexpr auto kWinograd = ConvolutionAlgorithm::winograd;
        if (layer.kernel_height == 4 && layer.stride == 2) {
          choices.push_back({strided, {kWinograd, kWinograd, kWinograd}});
        }
      }
      choose_convolutions(*ours, choices);
      const at::Tensor images = torch::randn({4, 3, 32, 32});
      const auto penalize = [&](Discriminator& network, at::ScalarType type) {
        const at::Tensor x =
            images.to(type).contiguous(at::MemoryFormat::ChannelsLast).requires_grad_();
        const at::Tensor logits = network.forward(x);
        (penalty_at_images(logits, x, {.r1 = 1, .r2 = 1}) + logits.square().mean()).backward();
      };
      penalize(*ours, at::kFloat);
      penalize(*exact, at::kDouble);
      for (const auto& item : exact->named_parameters()) {
        const at::Tensor expected = item.value().grad();
        const at::Tensor found = ours->named_parameters()[item.key()].grad().to(at::kDouble);
        EXPECT_LT((found - expected).norm().item<double>(),
                  1e-3 * expected.norm().item<double>() + 1e-7)
            << name << " " << item.key();
      }
    }
  }
}

}  // namespace
}  // namespace leakygan
