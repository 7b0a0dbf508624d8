#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/file_lock.h"
#include "support/files.h"

namespace leakygan {

// RUN/checkpoints/step-00001000.safetensors.
fs::path checkpoint_path(const fs::path& run, std::int64_t step);

// The files of RUN/checkpoints whose names are of this kind, by name; none for a folder without.
std::vector<fs::path> checkpoint_files(const fs::path& run);

// The checkpoint of a run whose score is best.
struct BestCheckpoint {
  std::string file;  // its name in checkpoints/
  std::int64_t step = 0;
  std::int64_t images = 0;
  std::string metric;  // "frechet"
  double value = 0;
};

nlohmann::ordered_json to_json(const BestCheckpoint& best);
// Throws nlohmann::json::exception for anything else.
BestCheckpoint best_from_json(const nlohmann::ordered_json& json);

// What RUN/checkpoints/best.json says; nothing when it is not there or not readable.
std::optional<BestCheckpoint> read_best(const fs::path& run);

// run.json as it stands; an empty object when it cannot be read.
nlohmann::ordered_json read_description(const fs::path& run);

// Its "state"; empty when it says none.
std::string run_state(const fs::path& run);

// The folder of one run: config.yaml, run.json, metrics.jsonl, samples/, checkpoints/. While this
// lives, no other process can write there.
class RunFolder {
 public:
  // Makes PARENT/NAME, or PARENT/NAME-2 ... when that is taken. Throws Error when it cannot.
  RunFolder(const fs::path& parent, const std::string& name);

  // Makes the folder, or takes one that has neither run.json nor checkpoints yet: what a process
  // left that was killed while it made it. Throws Error when it is another run's.
  static RunFolder at(const fs::path& path);

  // The folder of a run that is there; changes nothing in it. Throws Error when another process
  // works on it.
  explicit RunFolder(const fs::path& existing);

  const fs::path& path() const { return path_; }
  fs::path metrics() const { return path_ / "metrics.jsonl"; }
  fs::path removed_metrics() const { return path_ / "metrics.removed.jsonl"; }
  fs::path real_samples() const { return path_ / "samples" / "real.png"; }
  fs::path sample_grid(std::int64_t step) const;  // samples/step-00001000.png

  void write_config(const std::string& yaml);

  // Writes skipped.txt, a line for each file of the data that was left out; no file without any.
  void write_skipped(const std::vector<std::string>& lines);

  // Rewrites run.json with these members added to what it holds. "state" is running, complete,
  // interrupted or failed, the last with "why".
  void describe(const nlohmann::ordered_json& members);

  // Adds to the list "resumed" of run.json.
  void note_resumption(const nlohmann::ordered_json& members);

  // Names the newest checkpoint in checkpoints/latest.json, for scripts.
  void write_latest(const fs::path& checkpoint, std::int64_t step, std::int64_t images);

  // Names the checkpoint with the best score so far in checkpoints/best.json; nothing takes the
  // file away.
  void write_best(const BestCheckpoint& best);
  void remove_best();

  // Removes what a killed process left half-written, and makes folders that a copy left out.
  void repair();

 private:
  RunFolder(const fs::path& path, FileLock held);
  void make_parts() const;

  fs::path path_;
  FileLock lock_;
  nlohmann::ordered_json description_;
};

// Whether the name can be a folder's: not empty, no slash, no leading dot, no control characters,
// at most 100 bytes of UTF-8.
bool is_run_name(const std::string& name);

// Throws Error unless it can.
void check_run_name(const std::string& name);

}  // namespace leakygan
