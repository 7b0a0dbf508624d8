#include <ATen/ATen.h>

#include "probe/inactive_channels.h"
#include "probe/probe_json.h"
#include "support/signals.h"
#include "support/text.h"
#include "training/trainer.h"

// How a training looks inside its networks.

namespace leakygan {
namespace {

// "3 of 64 channels of discriminator.layers.1" for every layer with dead ones.
void add_dead(std::vector<std::string>& texts, const std::string& network,
              const std::vector<LayerReport>& layers) {
  for (const auto& layer : layers) {
    if (layer.dead_channels == 0) continue;
    texts.push_back(count_text(layer.dead_channels) + " of " + count_text(layer.channels) +
                    " channels of " + network + "." + layer.layer);
  }
}

std::int64_t dead_channels(const ProbeReport& report) {
  std::int64_t dead = 0;
  for (const auto& layer : report.discriminator) dead += layer.dead_channels;
  for (const auto& layer : report.generator) dead += layer.dead_channels;
  return dead;
}

}  // namespace

bool Trainer::probe_is_due() const {
  return *config_.every.probe > 0 && is_due(*config_.every.probe);
}

void Trainer::probe() {
  const StopWaits stop_waits;  // a resumed training would not have this probe
  ProbeReport report = probe_.probe(gan_);
  add_turnover(report, progress_.inactive_channels);
  progress_.inactive_channels = inactive_channels(report);
  probed_step_ = step_;
  nlohmann::ordered_json json = {{"held_out", probe_.held_out()}};
  json.update(to_json(report));
  log_->write({{"step", step_}, {"images", images()}, {"probe", std::move(json)}});
  tell_dead(report);
}

// Seldom: when there are twice as many as were last told of.
void Trainer::tell_dead(const ProbeReport& report) {
  const std::int64_t dead = dead_channels(report);
  if (dead <= 2 * dead_told_) return;
  dead_told_ = dead;
  std::vector<std::string> texts;
  add_dead(texts, "discriminator", report.discriminator);
  add_dead(texts, "generator", report.generator);
  status_.print("step " + count_text(step_) + ": dead: " + join(texts, ", "));
}

}  // namespace leakygan
