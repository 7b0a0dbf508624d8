#include "report/run/probe_shares.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

double number_or_zero(const ordered_json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

// Sums over layers.
struct Sums {
  double channels = 0;
  double dead = 0;
  double inactive = 0;
  double dormant = 0;
  double collapsed = 0;
  double units = 0;
  double gradient_zeros = 0;  // weighted by units
};

void add(const ordered_json& layer, Sums& sums, ProbeShares& shares) {
  const auto number = [&](const char* name) { return number_or_zero(layer, name); };
  sums.channels += number("channels");
  sums.dead += number("dead_channels");
  sums.inactive += number("inactive_channels");
  sums.collapsed += number("collapsed_channels");
  sums.units += number("units");
  sums.gradient_zeros += number("gradient_zeros") * number("units");
  const auto dormant = layer.find("dormant_channels");
  if (dormant != layer.end()) sums.dormant += number_or_zero(*dormant, "0.1");
  shares.inactive_before += number("inactive_before");
  shares.came_back += number("came_back");
}

void add_discriminator(const ordered_json& probe, ProbeShares& shares) {
  const auto found = probe.find("discriminator");
  if (found == probe.end()) return;
  const auto number = [&](const char* name) -> std::optional<double> {
    const auto member = found->find(name);
    if (member == found->end() || !member->is_number()) return std::nullopt;
    return member->get<double>();
  };
  shares.loss_saturation = number("loss_saturation");
  const auto signal = number("generator_signal");
  const auto deviation = number("logit_deviation");
  if (signal && deviation && *deviation > 0) shares.generator_signal = *signal / *deviation;
}

}  // namespace

ProbeShares probe_shares(const ordered_json& probe, const std::vector<std::string>& networks) {
  ProbeShares shares;
  Sums sums;
  for (const auto& network : networks) {
    const auto found = probe.find(network);
    if (found == probe.end() || !found->contains("layers")) continue;
    for (const auto& layer : found->at("layers")) add(layer, sums, shares);
  }
  if (sums.channels > 0) {
    shares.dead = sums.dead / sums.channels;
    shares.inactive = sums.inactive / sums.channels;
    shares.dormant = sums.dormant / sums.channels;
    shares.collapsed = sums.collapsed / sums.channels;
  }
  if (sums.units > 0) shares.gradient_zeros = sums.gradient_zeros / sums.units;
  add_discriminator(probe, shares);
  return shares;
}

}  // namespace leakygan
