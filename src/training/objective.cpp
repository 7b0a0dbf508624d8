#include "training/objective.h"

#include <torch/torch.h>

#include "support/error.h"

namespace leakygan {
namespace {

// Goodfellow et al. (2014), eq. 1 and the generator's loss of section 3, on logits: with D =
// sigmoid(l), -log D is softplus(-l) and -log(1 - D) is softplus(l), which do not overflow.
at::Tensor logistic_discriminator(const at::Tensor& real_logits, const at::Tensor& fake_logits) {
  return at::softplus(-real_logits).mean() + at::softplus(fake_logits).mean();
}

at::Tensor non_saturating_generator(const at::Tensor& fake_logits) {
  return at::softplus(-fake_logits).mean();
}

}  // namespace

const std::vector<Objective>& objective_table() {
  static const std::vector<Objective> table = {
      {"non_saturating", logistic_discriminator, non_saturating_generator},
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
