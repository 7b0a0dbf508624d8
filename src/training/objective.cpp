#include "training/objective.h"

#include <ATen/ATen.h>

#include "support/error.h"

namespace leakygan {
namespace {

// Goodfellow et al. (2014), eq. 1 and the generator's loss of section 3, on logits: with D =
// sigmoid(l), -log D is softplus(-l) and -log(1 - D) is softplus(l), which do not overflow.
at::Tensor logistic_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                                  double smoothing) {
  const at::Tensor loss = at::softplus(-real_logits).mean() + at::softplus(fake_logits).mean();
  // With target t = 1 - s the real part is t softplus(-l) + s softplus(l) = softplus(-l) + s l.
  return smoothing == 0 ? loss : loss + smoothing * real_logits.mean();
}

at::Tensor non_saturating_generator(const at::Tensor& fake_logits, const at::Tensor&) {
  return at::softplus(-fake_logits).mean();
}

// Lim and Ye (2017); as in Miyato et al. (2018), eq. 16.
at::Tensor hinge_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                               double) {
  return at::relu(1 - real_logits).mean() + at::relu(1 + fake_logits).mean();
}

// Mao et al. (2017), eq. 9: a least-squares GAN with the targets 1 for real and 0 for made images.
at::Tensor least_squares_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                                       double smoothing) {
  return ((real_logits - (1 - smoothing)).square().mean() + fake_logits.square().mean()) / 2;
}

at::Tensor least_squares_generator(const at::Tensor& fake_logits, const at::Tensor&) {
  return (fake_logits - 1).square().mean() / 2;
}

// Arjovsky et al. (2017), eq. 2 and 3: of what the discriminator maximizes the negative.
at::Tensor wasserstein_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                                     double) {
  return fake_logits.mean() - real_logits.mean();
}

// Theirs, and that of the hinge loss (Miyato et al. 2018, eq. 17).
at::Tensor linear_generator(const at::Tensor& fake_logits, const at::Tensor&) {
  return -fake_logits.mean();
}

// Jolicoeur-Martineau (2019), "The relativistic discriminator", section 4.1: how much more real an
// image is than the other of its pair, with the logistic loss.
at::Tensor relativistic_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                                      double) {
  return at::softplus(fake_logits - real_logits).mean();
}

at::Tensor relativistic_generator(const at::Tensor& fake_logits, const at::Tensor& real_logits) {
  return at::softplus(real_logits - fake_logits).mean();
}

}  // namespace

const std::vector<Objective>& objective_table() {
  static const std::vector<Objective> table = {
      {"non_saturating",
       logistic_discriminator,
       non_saturating_generator,
       {.winning_loss = 0.005, .drift = 10}},
      // Where the margin is kept the derivative is 0 by design.
      {"hinge",
       hinge_discriminator,
       linear_generator,
       {.winning_loss = 0.005, .drift = 10, .may_saturate = true}},
      {"least_squares",
       least_squares_discriminator,
       least_squares_generator,
       {.winning_loss = 0.005, .drift = 5}},
      // Only differences of logits count, and they have no scale.
      {"wasserstein", wasserstein_discriminator, linear_generator, {}},
      {"relativistic",
       relativistic_discriminator,
       relativistic_generator,
       {.winning_loss = 0.005},
       /*of_pairs=*/true},
  };
  return table;
}

const Objective& objective(const std::string& name) {
  for (const auto& row : objective_table()) {
    if (row.name == name) return row;
  }
  throw Error("unknown loss '" + name + "'");
}

}  // namespace leakygan
