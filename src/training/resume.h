#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/compare.h"
#include "training/run_checkpoints.h"

namespace leakygan {

// What `--resume RUN|CHECKPOINT` means.
struct Resumption {
  std::optional<fs::path> run;           // nothing: a checkpoint on its own, for a new folder
  std::optional<Checkpoint> checkpoint;  // nothing: the run has none yet and begins at step 0
  Config config;                         // what holds from now on
  std::vector<Difference> changes;       // from what the checkpoint was trained with
  std::int64_t branch = 0;
};

// The folder of the run that RUN or CHECKPOINT belongs to; nothing for a checkpoint that lies
// elsewhere. Throws Error for a folder that is no run's.
std::optional<fs::path> run_meant(const fs::path& run_or_checkpoint);

// Finds the checkpoint and the configuration: the run's config.yaml, or for a checkpoint on its own
// the one in it, with the overrides on top. Reads only. Throws Error when nothing can be resumed,
// or a key differs that may not change (all of them, with both values).
Resumption plan_resumption(const fs::path& run_or_checkpoint,
                           std::span<const std::string> overrides, const Report& report);

// "complete at step N ...: raise ..." when the run has reached its length already, else nothing.
std::optional<std::string> already_complete(const Resumption& resumption);

// Throws Error when the images are not those of the checkpoint.
void check_same_images(const Checkpoint& checkpoint, std::size_t images,
                       const std::string& fingerprint);

}  // namespace leakygan
