#include "training/watchdog.h"

#include <algorithm>
#include <cmath>

#include "support/text.h"
#include "training/advice.h"

namespace leakygan {
namespace {

// Before them nothing is said: whoever begins does badly.
constexpr std::int64_t kFirstSteps = 100;
// A discriminator learns faster at first, and a generator that is slow to follow may still do so.
constexpr std::int64_t kFirstStepsOfWinning = 500;
// From then on samples have to vary though they never did.
constexpr std::int64_t kLateStep = 2000;
constexpr double kSaturated = 0.5;
constexpr double kCollapsed = 0.5;
// Clearly more, so that a way up with dips is not taken for one down.
constexpr double kVaried = 0.75;
constexpr double kFall = 3;  // times less varied than before: no dip, however early
constexpr double kAlike = 0.05;
constexpr double kNotAlike = 0.1;
// Healthy norms reach ten times their median for a step or two.
constexpr double kExplosion = 30;
constexpr std::int64_t kExplodingSteps = 5;
// Of the logarithm, a step: an explosion does not carry the median away at once.
constexpr double kMedianStep = 0.02;
constexpr double kFirstMedianSteps = 10;  // divided by the step: gradients grow fast at first
constexpr double kForgotten = 0.001;

std::int64_t clamped(std::int64_t images, std::int64_t per_step, std::int64_t low,
                     std::int64_t high) {
  return std::clamp(images / per_step, low, high);
}

}  // namespace

Watchdog::Watchdog(const Config& config, const HealthLimits& limits, std::size_t image_count,
                   WatchdogState state)
    : config_(config),
      limits_(limits),
      cadence_(clamped(static_cast<std::int64_t>(image_count), 6 * config.training.step_images(), 1,
                       10)),
      patience_(clamped(static_cast<std::int64_t>(image_count), 2 * config.training.step_images(),
                        20, 300)),
      state_(std::move(state)) {}

std::vector<Warning> Watchdog::observe(std::int64_t step, const StepReport& report) {
  step_ = step;
  new_.clear();
  watch_discriminator(report);
  watch_saturation(report);
  watch_gradient("discriminator", report.discriminator_gradient);
  watch_gradient("generator", report.generator_gradient);
  watch_logits(report);
  if (report.sample_distance) watch_variety(*report.sample_distance);
  return new_;
}

void Watchdog::watch_discriminator(const StepReport& report) {
  if (!limits_.winning_loss) return;
  const double least = *limits_.winning_loss;
  // In a mean of the losses themselves those of before would count for an epoch.
  const double level = std::log(std::max(report.discriminator_loss, least / 10));
  const double loss = std::exp(smooth("log of discriminator_loss", level));
  if (!lasts("discriminator_winning", step_ > kFirstStepsOfWinning && loss < least, patience_))
    return;
  warn(WarningKind::discriminator_winning, "discriminator_winning",
       "the discriminator's loss is " + short_number(loss) + ", below " + short_number(least));
}

void Watchdog::watch_saturation(const StepReport& report) {
  if (limits_.may_saturate) return;
  const auto watch = [&](const std::string& network, double share) {
    const std::string fault = "loss_saturation of the " + network;
    const double smoothed = smooth(fault, share);
    if (!lasts(fault, smoothed > kSaturated, patience_)) return;
    warn(WarningKind::loss_saturation, fault,
         "the " + network + "'s loss has a derivative of exactly 0 for " +
             short_number(100 * smoothed) + "% of the images, more than half of them");
  };
  watch("discriminator", report.discriminator_saturation);
  watch("generator", report.generator_saturation);
}

void Watchdog::watch_gradient(const std::string& network, double norm) {
  if (norm <= 0) return;  // a saturated loss, which has its own warning
  const double value = std::log(norm);
  double& median = state_.numbers.try_emplace("median of " + network, value).first->second;
  double& usual = state_.numbers.try_emplace("usual norm of " + network, median).first->second;
  if (step_ <= kFirstSteps) usual = median;
  const std::string fault = "gradient of the " + network;
  if (lasts(fault, value > usual + std::log(kExplosion), kExplodingSteps)) {
    warn(WarningKind::gradient, fault,
         "the norm of the " + network + "'s gradient is " + short_number(norm) + ", over " +
             short_number(kExplosion) + " times the usual " + short_number(std::exp(usual)));
  }
  // An estimate of the median that needs no list: up for a larger value, down for a smaller one.
  const double step = kMedianStep + kFirstMedianSteps / static_cast<double>(step_);
  median += value > median ? step : -step;
  // After a quiet time the norms of before are no explosion: the median is forgotten slowly.
  usual = std::max(median, usual - kForgotten);
}

void Watchdog::watch_variety(double distance) {
  const double smoothed = smooth("sample_distance", distance, cadence_);
  double& widest = state_.numbers.try_emplace("widest sample_distance", smoothed).first->second;
  widest = std::max(widest, smoothed);
  const bool late = step_ > kLateStep;
  const bool fell = widest > kVaried || (widest > kNotAlike && smoothed < widest / kFall);
  const std::string found = "the mean distance of two samples is " + short_number(smoothed) +
                            " of that of two real images, below ";
  if (lasts("collapse", smoothed < kCollapsed && (late || fell), patience_)) {
    warn(WarningKind::collapse, "collapse", found + short_number(kCollapsed));
  }
  if (lasts("no_variation", smoothed < kAlike && (late || widest > kNotAlike), patience_)) {
    warn(WarningKind::no_variation, "no_variation", found + short_number(kAlike));
  }
}

void Watchdog::watch_logits(const StepReport& report) {
  if (!limits_.drift) return;
  const double real = smooth("real_logit", report.real_logit);
  const double fake = smooth("fake_logit", report.fake_logit);
  const double far = *limits_.drift;
  if (!lasts("drift", std::min(real, fake) > far || std::max(real, fake) < -far, patience_)) return;
  warn(WarningKind::drift, "drift",
       "the mean logits are " + short_number(real) + " for real images and " + short_number(fake) +
           " for made ones, both further than " + short_number(far) + " from 0 on one side");
}

// An exponential mean over a quarter of the time that a fault has to last.
double Watchdog::smooth(const std::string& name, double value, std::int64_t steps) {
  double& mean = state_.numbers.try_emplace(name, value).first->second;
  mean += std::min(1.0, 4.0 * static_cast<double>(steps) / static_cast<double>(patience_)) *
          (value - mean);
  return mean;
}

// Whether the fault has been there for so many steps.
bool Watchdog::lasts(const std::string& fault, bool is_there, std::int64_t steps) {
  if (!is_there || step_ <= kFirstSteps) {
    state_.since.erase(fault);
    return false;
  }
  return step_ - state_.since.try_emplace(fault, step_).first->second >= steps;
}

void Watchdog::warn(WarningKind kind, const std::string& fault, const std::string& evidence) {
  const bool known = std::any_of(state_.told.begin(), state_.told.end(),
                                 [&](const Warning& told) { return told.kind == kind; });
  if (known) return;
  state_.told.push_back({kind, step_,
                         evidence + " since step " + count_text(state_.since.at(fault)),
                         advice(kind, config_)});
  new_.push_back(state_.told.back());
}

}  // namespace leakygan
