#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "support/files.h"

namespace leakygan {

// The folder of one run: config.yaml, run.json, metrics.jsonl, samples/, checkpoints/.
class RunFolder {
 public:
  // Makes PARENT/NAME, or PARENT/NAME-2 ... when that is taken. Throws Error when it cannot.
  RunFolder(const fs::path& parent, const std::string& name);

  const fs::path& path() const { return path_; }
  fs::path metrics() const { return path_ / "metrics.jsonl"; }
  fs::path real_samples() const { return path_ / "samples" / "real.png"; }
  fs::path sample_grid(std::int64_t step) const;  // samples/step-00001000.png
  fs::path checkpoint(std::int64_t step) const;   // checkpoints/step-00001000.safetensors

  void write_config(const std::string& yaml);

  // Rewrites run.json with these members added to those of earlier calls. "state" is running,
  // complete, interrupted or failed, the last with "why".
  void describe(const nlohmann::ordered_json& members);

 private:
  fs::path path_;
  nlohmann::ordered_json description_;
};

// Whether the name can be a folder's: not empty, no slash, no leading dot, no control characters,
// at most 100 bytes of UTF-8.
bool is_run_name(const std::string& name);

// Throws Error unless it can.
void check_run_name(const std::string& name);

}  // namespace leakygan
