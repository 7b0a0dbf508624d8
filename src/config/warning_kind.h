#pragma once

#include <string>
#include <vector>

namespace leakygan {

// What the watchdog warns of (docs/WATCHDOG.md).
enum class WarningKind {
  discriminator_winning,
  loss_saturation,
  gradient,
  collapse,
  no_variation,
  drift
};

// In the order of the enum.
inline const std::vector<std::string>& warning_names() {
  static const std::vector<std::string> names = {
      "discriminator_winning", "loss_saturation", "gradient", "collapse", "no_variation", "drift"};
  return names;
}

inline const std::string& name_of(WarningKind kind) {
  return warning_names()[static_cast<std::size_t>(kind)];
}

}  // namespace leakygan
