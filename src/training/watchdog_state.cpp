#include "training/watchdog_state.h"

#include <algorithm>

namespace leakygan {
namespace {

using nlohmann::ordered_json;

// Nothing for a kind that a later version has.
void add_told(std::vector<Warning>& told, const ordered_json& json) {
  const auto& names = warning_names();
  const auto found = std::find(names.begin(), names.end(), json.at("kind").get<std::string>());
  if (found == names.end()) return;
  told.push_back({static_cast<WarningKind>(found - names.begin()),
                  json.at("step").get<std::int64_t>(), json.at("evidence").get<std::string>(),
                  json.at("advice").get<std::string>()});
}

}  // namespace

ordered_json to_json(const Warning& warning) {
  return {
      {"kind", name_of(warning.kind)}, {"evidence", warning.evidence}, {"advice", warning.advice}};
}

ordered_json to_json(const WatchdogState& state) {
  ordered_json told = ordered_json::array();
  for (const auto& warning : state.told) {
    told.push_back({{"step", warning.step}});
    told.back().update(to_json(warning));
  }
  return {{"numbers", state.numbers}, {"since", state.since}, {"told", std::move(told)}};
}

WatchdogState watchdog_state(const ordered_json& json) {
  WatchdogState state;
  state.numbers = json.at("numbers").get<std::map<std::string, double>>();
  state.since = json.at("since").get<std::map<std::string, std::int64_t>>();
  for (const auto& warning : json.at("told")) add_told(state.told, warning);
  return state;
}

}  // namespace leakygan
