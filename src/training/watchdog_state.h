#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/warning_kind.h"

namespace leakygan {

// What the watchdog says of a training, once for each kind.
struct Warning {
  WarningKind kind = {};
  std::int64_t step = 0;
  std::string evidence;  // the numbers, and since which step
  std::string advice;    // keys of the configuration that may help, and what they are now
};

// {"kind": ..., "evidence": ..., "advice": ...}.
nlohmann::ordered_json to_json(const Warning& warning);

// What a watchdog remembers. One that is given it goes on as if it had never stopped.
struct WatchdogState {
  std::map<std::string, double> numbers;      // smoothed values, medians, the highest of some
  std::map<std::string, std::int64_t> since;  // faults that are there, and the step they came at
  std::vector<Warning> told;
};

// Numbers keep their last bit.
nlohmann::ordered_json to_json(const WatchdogState& state);

// Throws nlohmann::json::exception for what is no state.
WatchdogState watchdog_state(const nlohmann::ordered_json& json);

}  // namespace leakygan
