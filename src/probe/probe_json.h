#pragma once

#include <nlohmann/json_fwd.hpp>

#include "probe/probe_report.h"

namespace leakygan {

// As metrics.jsonl has it, docs/PROBE.md. What is not finite is null.
nlohmann::ordered_json to_json(const ProbeReport& report);

}  // namespace leakygan
