#include "training/penalty.h"

#include <torch/autograd.h>

namespace leakygan {
namespace {

// The root has no derivative at 0, which a discriminator that ignores its image would meet.
constexpr double kSmallest = 1e-12;

}  // namespace

PenaltyWeights penalty_weights(const Config::Objective& objective, std::int64_t update,
                               double share) {
  if (update % objective.penalty_every != 0) return {};
  const double factor = share * static_cast<double>(objective.penalty_every);
  return {factor * objective.r1, factor * objective.r2, factor * objective.gradient_penalty};
}

at::Tensor squared_gradients(const at::Tensor& logits, const at::Tensor& images) {
  const auto gradient = torch::autograd::grad({logits.sum()}, {images}, {}, /*retain_graph=*/true,
                                              /*create_graph=*/true);
  return gradient.front().square().sum({1, 2, 3});
}

at::Tensor penalty_at_images(const at::Tensor& logits, const at::Tensor& images,
                             const PenaltyWeights& weights) {
  const auto halves = squared_gradients(logits, images).chunk(2);
  return weights.r1 / 2 * halves[0].mean() + weights.r2 / 2 * halves[1].mean();
}

at::Tensor penalty_between(Discriminator& discriminator, const at::Tensor& real,
                           const at::Tensor& fake, const at::Tensor& labels,
                           const at::Tensor& places) {
  const at::Tensor images = at::lerp(fake.detach(), real.detach(), places.view({-1, 1, 1, 1}))
                                .contiguous(at::MemoryFormat::ChannelsLast)
                                .requires_grad_();
  const at::Tensor logits = discriminator.forward(images, {.labels = labels});
  const at::Tensor norms = squared_gradients(logits, images).clamp_min(kSmallest).sqrt();
  return (norms - 1).square().mean();
}

}  // namespace leakygan
