#include "probe/probe_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "statistics/wilson.h"
#include "support/text.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

// The 95% interval of a share of channels; null of none.
ordered_json interval_json(std::int64_t count, std::int64_t of) {
  if (of == 0) return nullptr;
  const Interval interval =
      wilson_interval(static_cast<std::size_t>(count), static_cast<std::size_t>(of));
  return {interval.low, interval.high};
}

ordered_json layer_json(const LayerReport& layer) {
  ordered_json json = {{"layer", layer.layer},
                       {"activation", activation_text(layer.activation)},
                       {"channels", layer.channels},
                       {"units", layer.units},
                       {"inactive_channels", layer.inactive_channels},
                       {"dead_channels", layer.dead_channels},
                       {"inactive_units", layer.inactive_units},
                       {"dead_units", layer.dead_units},
                       {"collapsed_channels", layer.collapsed_channels}};
  for (std::size_t i = 0; i < kDormantBelow.size(); ++i) {
    json["dormant_channels"][number_text(kDormantBelow[i])] = layer.dormant_channels[i];
  }
  json["negative_share"] = number(layer.negative_share);
  json["gate"] = number(layer.gate);
  json["squared_gate"] = number(layer.squared_gate);
  json["gradient_zeros"] = number(layer.gradient_zeros);
  if (!layer.turnover) return json;
  const Turnover& turnover = *layer.turnover;
  json["active_before"] = turnover.active_before;
  json["went_inactive"] = turnover.went_inactive;
  json["went_inactive_interval"] = interval_json(turnover.went_inactive, turnover.active_before);
  json["inactive_before"] = turnover.inactive_before;
  json["came_back"] = turnover.came_back;
  json["came_back_interval"] = interval_json(turnover.came_back, turnover.inactive_before);
  return json;
}

ordered_json layers_json(const std::vector<LayerReport>& layers) {
  ordered_json json = ordered_json::array();
  for (const auto& layer : layers) json.push_back(layer_json(layer));
  return json;
}

void add_logits(ordered_json& json, const std::string& prefix, const LogitReport& logits) {
  json[prefix + "logit_mean"] = number(logits.mean);
  json[prefix + "logit_deviation"] = number(logits.deviation);
}

}  // namespace

ordered_json to_json(const ProbeReport& report) {
  ordered_json discriminator = {{"generator_signal", number(report.generator_signal)}};
  add_logits(discriminator, "", report.logits);
  add_logits(discriminator, "real_", report.real_logits);
  add_logits(discriminator, "fake_", report.fake_logits);
  // As many of one kind as of the other.
  discriminator["loss_saturation"] =
      (report.real_loss_saturation + report.fake_loss_saturation) / 2;
  discriminator["real_loss_saturation"] = report.real_loss_saturation;
  discriminator["fake_loss_saturation"] = report.fake_loss_saturation;
  discriminator["layers"] = layers_json(report.discriminator);
  return {{"real", report.images},
          {"generated", report.images},
          {"gradient_images", report.gradient_images},
          {"discriminator", std::move(discriminator)},
          {"generator",
           {{"loss_saturation", report.generator_loss_saturation},
            {"layers", layers_json(report.generator)}}}};
}

}  // namespace leakygan
