#include "training/advice.h"

#include <vector>

#include "support/text.h"

namespace leakygan {
namespace {

using Advice = std::vector<std::string>;

std::string generator_lr(const Config& config) {
  return "optimizer.generator.lr (" + number_text(config.optimizer.generator.lr) + ")";
}

std::string discriminator_lr(const Config& config) {
  return "optimizer.discriminator.lr (" + number_text(config.optimizer.discriminator.lr) + ")";
}

void add_normalizations(Advice& advice, const Config& config) {
  if (config.generator.normalization == Normalization::none) {
    advice.emplace_back("set generator.normalization: batch");
  }
  if (config.discriminator.normalization == Normalization::none) {
    const bool batch_is_refused = config.objective.has_penalty();
    advice.emplace_back(batch_is_refused ? "set discriminator.normalization: spectral"
                                         : "set discriminator.normalization: batch");
  }
}

Advice on_instability(const Config& config) {
  Advice advice = {"lower " + generator_lr(config) + " or " + discriminator_lr(config)};
  add_normalizations(advice, config);
  return advice;
}

Advice on_a_strong_discriminator(const Config& config) {
  Advice advice = {"lower " + discriminator_lr(config) + " or raise " + generator_lr(config)};
  advice.push_back("lower discriminator.width (" + number_text(config.discriminator.width) + ")");
  if (!config.data.flip) advice.emplace_back("set data.flip: true, or add images");
  if (config.training.augment && config.training.augment->empty()) {
    advice.emplace_back("set training.augment: translation");
  }
  return advice;
}

Advice on_a_saturated_loss(const Config& config) {
  Advice advice = on_a_strong_discriminator(config);
  if (config.objective.loss != "least_squares") {
    advice.emplace_back("set objective.loss: least_squares");
  }
  return advice;
}

Advice on_poor_variety(const Config& config) {
  Advice advice = {"go back to a checkpoint from before, with lower " + generator_lr(config) +
                   " or " + discriminator_lr(config)};
  add_normalizations(advice, config);
  advice.push_back("raise training.batch (" + number_text(config.training.batch) + ")");
  return advice;
}

Advice of_kind(WarningKind kind, const Config& config) {
  switch (kind) {
    case WarningKind::discriminator_winning:
      return on_a_strong_discriminator(config);
    case WarningKind::loss_saturation:
      return on_a_saturated_loss(config);
    case WarningKind::collapse:
    case WarningKind::no_variation:
      return on_poor_variety(config);
    case WarningKind::gradient:
    case WarningKind::drift:
      break;
  }
  return on_instability(config);
}

}  // namespace

std::string advice(WarningKind kind, const Config& config) {
  return join(of_kind(kind, config), ", or ");
}

std::string advice_on_divergence(const Config& config) {
  return join(on_instability(config), ", or ");
}

}  // namespace leakygan
