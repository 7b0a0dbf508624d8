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

// Those that differ from the relu arm by their activation only; without one, from the first.
std::vector<std::size_t> leaky_arms(const StudyFacts& study, std::optional<std::size_t> relu) {
  std::vector<std::size_t> arms;
  for (const std::size_t arm : compared_arms(study)) {
    const auto& [kind, slope] = study.arms[arm].activation;
    if (kind == ActivationKind::leaky_relu && slope > 0) arms.push_back(arm);
  }
  const std::size_t first = arms.empty() ? 0 : arms.front();
  const std::size_t family = study.arms[relu.value_or(first)].family;
  std::erase_if(arms, [&](std::size_t arm) { return study.arms[arm].family != family; });
  return arms;
}

}  // namespace

Claims judge_claims(const StudyFacts& study, const Verdict& verdict) {
  if (!varies_activation(study)) return {};
  const auto relu = relu_arm(study);
  const ClaimSetting setting{study, verdict, relu, leaky_arms(study, relu)};
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
