#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "study/analysis/facts.h"

namespace leakygan {

// What the probes among the lines of a metrics.jsonl (docs/PROBE.md) say together of the named
// networks, "discriminator" and "generator"; nothing where they do not say it.
ProbeFacts probe_facts(const std::vector<nlohmann::ordered_json>& lines,
                       const std::vector<std::string>& networks);

}  // namespace leakygan
