#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "report/page/page.h"
#include "report/run/run_log.h"
#include "report/run/sample_pictures.h"

// The parts of a run's page.

namespace leakygan {

// What the page is made from.
struct RunView {
  fs::path folder;
  Config config;                            // of config.yaml
  nlohmann::ordered_json description;       // run.json, an object
  std::vector<nlohmann::ordered_json> log;  // metrics.jsonl
  std::int64_t steps = 0;                   // taken; as far as the log goes in one that failed
  std::int64_t images = 0;

  // Of the log, thinned: every curve that the page draws. Probes' measures begin with the network's
  // name, "generator.dead_share".
  std::vector<Curve> curves;
};

// Throws Error as run_page does.
RunView view_run(const fs::path& folder);

// Members of run.json; nothing, or an empty text, where there is none of this kind.
std::optional<double> number_in(const nlohmann::ordered_json& json, const char* member);
std::string text_in(const nlohmann::ordered_json& json, const char* member);

// The keys that differ from the defaults: key, here, default.
TextTable differing_keys(const RunView& run);

Html run_top(const RunView& run);
Section timeline_section(const RunView& run);
Section best_section(const RunView& run);
Section run_curves_section(const RunView& run);
Section warnings_section(const RunView& run);
Section run_probe_section(const RunView& run);
Section configuration_section(const RunView& run);
Section machine_section(const RunView& run);

}  // namespace leakygan
