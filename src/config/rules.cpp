#include "config/rules.h"

#include <algorithm>

#include "config/metric_names.h"
#include "support/text.h"

namespace leakygan {
namespace {

using Lines = std::vector<std::string>;

// The score that decides has to be measured.
void check_evaluation(const Config::Evaluate& evaluate, Lines& faults) {
  const auto& metrics = evaluate.metrics;
  if (metrics.empty() || evaluate.best == "auto") return;
  const std::string needed = metric_of(evaluate.best);
  if (std::find(metrics.begin(), metrics.end(), needed) != metrics.end()) return;
  faults.push_back("evaluate.best: " + evaluate.best + " is a score of the metric " + needed +
                   ", which is not among evaluate.metrics (" + join(metrics, ", ") + ")");
}

// Penalties are of one image's gradient, which under BatchNorm goes through all the others.
void check_penalties(const Config& config, Lines& faults) {
  if (config.discriminator.normalization != Normalization::batch) return;
  const auto refuse = [&](const char* key, double weight) {
    if (weight == 0) return;
    faults.push_back(std::string("objective.") + key +
                     ": penalizes each image's own gradient, which BatchNorm in the discriminator "
                     "mixes with those of the batch: set discriminator.normalization to none, "
                     "spectral, group, instance or layer, or objective." +
                     key + " to 0");
  };
  refuse("r1", config.objective.r1);
  refuse("r2", config.objective.r2);
  refuse("gradient_penalty", config.objective.gradient_penalty);
}

void check_smoothing(const Config::Objective& objective, Lines& faults) {
  const bool has_targets = objective.loss == "non_saturating" || objective.loss == "least_squares";
  if (objective.label_smoothing == 0 || has_targets) return;
  faults.push_back("objective.label_smoothing: the loss " + objective.loss +
                   " has no target for real images that could be less than 1; non_saturating and "
                   "least_squares have one");
}

void check_conditioning(const Config& config, Lines& faults) {
  const bool scales = config.generator.conditioning == Conditioning::normalization;
  if (!scales || is_layer(config.generator.normalization)) return;
  faults.push_back(
      "generator.conditioning: normalization needs normalizations that the scales of classes can "
      "follow, and generator.normalization is " +
      normalization_names()[static_cast<std::size_t>(config.generator.normalization)] +
      ": set that to batch, or conditioning to auto or embedding");
}

// The share that is done is one of images, so that a run goes on as it would have gone.
void check_schedule(const Config& config, Lines& faults) {
  if (!config.training.minutes || config.training.schedule_images || !has_schedule(config)) return;
  faults.emplace_back(
      "training.minutes: a schedule (optimizer.schedule, objective.instance_noise or "
      "penalty_final) runs over images: give training.schedule_images as well, or the length as "
      "training.images or epochs");
}

void warn_of_linear_networks(const char* network, const Activation& activation, Lines& warnings) {
  if (activation.kind != ActivationKind::leaky_relu || activation.slope != 1) return;
  warnings.push_back(std::string(network) +
                     ".activation.slope: with slope 1 the activation does nothing and the network "
                     "is linear between its normalizations");
}

template <typename Network>
void warn_of_spectral_norm(const char* name, const Network& network, Lines& warnings) {
  if (network.spectral_norm == 1 || network.normalization == Normalization::spectral) return;
  warnings.push_back(std::string(name) + ".spectral_norm does nothing: " + name +
                     ".normalization is " +
                     normalization_names()[static_cast<std::size_t>(network.normalization)]);
}

}  // namespace

bool has_schedule(const Config& config) {
  return config.optimizer.schedule != "constant" || config.objective.instance_noise > 0 ||
         (config.objective.has_penalty() && config.objective.penalty_final != 1);
}

std::vector<std::string> rule_faults(const Config& config) {
  Lines faults;
  check_evaluation(config.evaluate, faults);
  check_penalties(config, faults);
  check_smoothing(config.objective, faults);
  check_conditioning(config, faults);
  check_schedule(config, faults);
  return faults;
}

std::vector<std::string> config_warnings(const Config& config) {
  Lines warnings;
  const auto& objective = config.objective;
  warn_of_linear_networks("generator", config.generator.activation, warnings);
  warn_of_linear_networks("discriminator", config.discriminator.activation, warnings);
  if (config.data.crop == "random" && config.data.fit != "crop") {
    warnings.push_back("data.crop: random does nothing with data.fit: " + config.data.fit);
  }
  warn_of_spectral_norm("generator", config.generator, warnings);
  warn_of_spectral_norm("discriminator", config.discriminator, warnings);
  const bool bounded =
      objective.has_penalty() || config.discriminator.normalization == Normalization::spectral;
  if (objective.loss == "wasserstein" && !bounded) {
    warnings.emplace_back(
        "objective.loss: wasserstein needs a constraint on the discriminator, without which its "
        "logits can grow without end: discriminator.normalization: spectral, or layer with "
        "objective.gradient_penalty: 10");
  }
  if (!objective.has_penalty() && (objective.penalty_every != 1 || objective.penalty_final != 1)) {
    warnings.emplace_back(
        "objective.penalty_every and penalty_final do nothing without objective.r1, r2 or "
        "gradient_penalty");
  }
  if (config.generator.conditioning != Conditioning::automatic && config.data.classes == "none") {
    warnings.emplace_back(
        "generator.conditioning does nothing without classes: data.classes: folders has them");
  }
  if (config.training.schedule_images && !has_schedule(config)) {
    warnings.emplace_back("training.schedule_images does nothing: there is no schedule");
  }
  if (config.training.minutes && config.optimizer.schedule == "cosine") {
    warnings.emplace_back(
        "training.minutes: what is left of them when training.schedule_images were shown teaches "
        "nothing: the cosine's learning rates are 0 from there on");
  }
  return warnings;
}

}  // namespace leakygan
