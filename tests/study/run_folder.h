#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "support/files.h"

namespace leakygan::testing {

// A folder that looks like that of a run with these members of run.json and these lines of
// metrics.jsonl.
inline void make_run_folder(const fs::path& run, const nlohmann::ordered_json& description,
                            const std::string& metrics = "") {
  make_folder(run);
  write_file_atomic(run / "config.yaml", "");
  write_file_atomic(run / "run.json", description.dump());
  write_file_atomic(run / "metrics.jsonl", metrics);
}

}  // namespace leakygan::testing
