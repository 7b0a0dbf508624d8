#include <algorithm>

#include "study/summary_tables.h"
#include "support/text.h"

namespace leakygan {
namespace {

// A slope changes the scale of signals too, unless the weights make up for it.
std::string initialization_text(const Study& study, const std::string& network) {
  const auto scaled = std::count_if(study.arms.begin(), study.arms.end(), [&](const Arm& arm) {
    const Config& config = arm.config;
    return (network == "generator" ? config.generator.init : config.discriminator.init) ==
           Initialization::gain;
  });
  const std::string begin = "The " + network + "'s weights began ";
  if (scaled == static_cast<std::ptrdiff_t>(study.arms.size())) {
    return begin + "scaled for each arm's activation (init: gain).";
  }
  if (scaled > 0) {
    return begin + "scaled for the activation (init: gain) in some arms, at N(0, 0.02) in others.";
  }
  return begin +
         "at N(0, 0.02) in all arms: a slope changes the scale of signals as well, which "
         "init: gain would make up for.";
}

// A penalty is on the gradient of logits, whose scale moves with the slope.
bool has_confounded_penalty(const Study& study) {
  return std::any_of(study.arms.begin(), study.arms.end(),
                     [](const Arm& arm) { return arm.config.objective.has_penalty(); });
}

}  // namespace

std::vector<std::string> limits_text(const StudyResults& results) {
  const Study& study = results.study;
  std::vector<std::string> lines;
  lines.push_back("It holds for " + pictures_name(study) + ", these networks and " +
                  count_text(results.plan.images) +
                  " images of training, by one metric. Other lengths, learning rates or data can "
                  "turn it round.");
  if (!varies_activation(results.facts)) return lines;
  const auto networks = varied_networks(study);
  for (const auto& network : networks) lines.push_back(initialization_text(study, network));
  const bool of_discriminator =
      std::find(networks.begin(), networks.end(), "discriminator") != networks.end();
  if (of_discriminator && has_confounded_penalty(study)) {
    lines.emplace_back(
        "There is a gradient penalty, whose effect moves with the slope as the scale of the logits "
        "does: the two are confounded here.");
  }
  return lines;
}

}  // namespace leakygan
