#include "study/analysis/claims.h"

#include "study/analysis/claim_setting.h"
#include "study/analysis/dying_claim.h"
#include "study/analysis/probe_claims.h"
#include "study/analysis/score_claims.h"

namespace leakygan {
namespace {

std::optional<std::size_t> relu_arm(const StudyFacts& study) {
  const auto is_relu = [&](std::size_t arm) {
    return study.arms[arm].activation.kind == ActivationKind::relu;
  };
  if (is_relu(study.baseline)) return study.baseline;
  for (const std::size_t arm : compared_arms(study)) {
    if (is_relu(arm)) return arm;
  }
  return std::nullopt;
}

std::vector<std::size_t> leaky_arms(const StudyFacts& study) {
  std::vector<std::size_t> arms;
  for (const std::size_t arm : compared_arms(study)) {
    const Activation& activation = study.arms[arm].activation;
    if (activation.kind == ActivationKind::leaky_relu && activation.slope > 0) arms.push_back(arm);
  }
  return arms;
}

}  // namespace

Claims judge_claims(const StudyFacts& study, const Verdict& verdict) {
  const ClaimSetting setting{study, verdict, relu_arm(study), leaky_arms(study)};
  Claims claims;
  claims.judged = {
      {"ReLU units die in this training", dying_lines(setting)},
      {"A leaky unit comes back", revival_lines(setting)},
      {"Leaky avoids saturation", saturation_lines(setting)},
      {"Leaky gives the generator more gradient", gradient_lines(setting)},
      {"Leaky gives better images", better_images_lines(setting)},
      {"A small slope behaves like ReLU", small_slope_lines(setting)},
      {"A large slope hurts", large_slope_lines(setting)},
  };
  claims.by_definition = {
      "A leaky unit has no derivative that is exactly 0: it may be inactive, but is never dead.",
      "Its gradient gate is never exactly closed: the derivative is at least the slope.",
  };
  return claims;
}

}  // namespace leakygan
