#include "probe/inactive_channels.h"

namespace leakygan {
namespace {

template <typename Report, typename Visit>
void for_each_layer(Report& report, Visit visit) {
  for (auto& layer : report.discriminator) visit("discriminator." + layer.layer, layer);
  for (auto& layer : report.generator) visit("generator." + layer.layer, layer);
}

Turnover turnover(const std::string& before, const std::vector<bool>& inactive) {
  Turnover result;
  for (std::size_t c = 0; c < inactive.size(); ++c) {
    const bool was_inactive = before[c] == '1';
    (was_inactive ? result.inactive_before : result.active_before) += 1;
    if (!was_inactive && inactive[c]) result.went_inactive += 1;
    if (was_inactive && !inactive[c]) result.came_back += 1;
  }
  return result;
}

}  // namespace

InactiveChannels inactive_channels(const ProbeReport& report) {
  InactiveChannels all;
  for_each_layer(report, [&](const std::string& name, const LayerReport& layer) {
    std::string& digits = all[name];
    for (const bool inactive : layer.inactive) digits += inactive ? '1' : '0';
  });
  return all;
}

void add_turnover(ProbeReport& report, const InactiveChannels& before) {
  for_each_layer(report, [&](const std::string& name, LayerReport& layer) {
    const auto found = before.find(name);
    if (found == before.end() || found->second.size() != layer.inactive.size()) return;
    layer.turnover = turnover(found->second, layer.inactive);
  });
}

}  // namespace leakygan
