#include "probe/probe_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "support/text.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
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
  json["active_before"] = layer.turnover->active_before;
  json["went_inactive"] = layer.turnover->went_inactive;
  json["inactive_before"] = layer.turnover->inactive_before;
  json["came_back"] = layer.turnover->came_back;
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
