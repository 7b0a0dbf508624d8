#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace leakygan {

// What one probe (docs/PROBE.md) saw of one or two networks, their layers together; nothing where
// it does not say it.
struct ProbeShares {
  std::optional<double> dead;             // share of channels
  std::optional<double> inactive;         // of channels, dead ones included
  std::optional<double> dormant;          // of channels, at 0.1 (Sokar et al. 2023)
  std::optional<double> collapsed;        // of channels
  std::optional<double> gradient_zeros;   // share of d logit / dz, of all units
  std::optional<double> loss_saturation;  // share of the discriminator's samples
  // Norm of d logit / d x at generated images over the logits' standard deviation.
  std::optional<double> generator_signal;
  double inactive_before = 0;  // channels that were inactive at the probe before
  double came_back = 0;        // of those
};

// `probe` is the member of that name of a line of metrics.jsonl.
ProbeShares probe_shares(const nlohmann::ordered_json& probe,
                         const std::vector<std::string>& networks);

}  // namespace leakygan
