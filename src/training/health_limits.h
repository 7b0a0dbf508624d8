#pragma once

#include <optional>

namespace leakygan {

// What the watchdog takes for healthy under a loss; nothing where its numbers tell nothing.
struct HealthLimits {
  std::optional<double> winning_loss = {};  // of the discriminator: one that stays below has won
  std::optional<double> drift =
      {};                     // distance from 0 at which both mean logits, on one side, are lost
  bool may_saturate = false;  // derivatives of exactly 0 at the logits are part of the loss
};

}  // namespace leakygan
