#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "training/health_limits.h"
#include "training/step_report.h"
#include "training/watchdog_state.h"

namespace leakygan {

// Looks at the numbers of every step and says when a training goes wrong: docs/WATCHDOG.md tells
// what it takes for wrong, and why. It has no influence on the training.
class Watchdog {
 public:
  // `image_count` images make an epoch, of which it wants about half to be sure, and from 20 to
  // 300 steps.
  Watchdog(const Config& config, const HealthLimits& limits, std::size_t image_count,
           WatchdogState state = {});

  // Whether the report of that step shall have a sample_distance: every tenth, and six times in an
  // epoch at least.
  bool wants_distance(std::int64_t step) const { return step % cadence_ == 0; }

  // What there is to be said after a step, mostly nothing. Steps are counted from 1 and come in
  // their order; the report's numbers are finite.
  std::vector<Warning> observe(std::int64_t step, const StepReport& report);

  const WatchdogState& state() const { return state_; }

 private:
  void watch_discriminator(const StepReport& report);
  void watch_saturation(const StepReport& report);
  void watch_gradient(const std::string& network, double norm);
  void watch_variety(double distance);
  void watch_logits(const StepReport& report);
  double smooth(const std::string& name, double value, std::int64_t steps = 1);
  bool lasts(const std::string& fault, bool is_there, std::int64_t steps);
  void warn(WarningKind kind, const std::string& fault, const std::string& evidence);

  Config config_;
  HealthLimits limits_;
  std::int64_t cadence_;
  std::int64_t patience_;  // steps that a fault has to last
  WatchdogState state_;
  std::int64_t step_ = 0;
  std::vector<Warning> new_;
};

}  // namespace leakygan
