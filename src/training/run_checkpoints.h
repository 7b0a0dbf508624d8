#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "report/status_line.h"
#include "training/checkpoint.h"

// The checkpoints of one run's folder.

namespace leakygan {

// Told of every file that could not be used: "PATH: is cut off ...".
using Report = std::function<void(const std::string&)>;

// Prints them as lines that stay: "passed over: PATH: is cut off ...".
Report report_to(StatusLine& status);

// The newest checkpoint that is whole: all tensors whose names begin with `needed` are checked;
// nothing when there is no file at all. Newer is a later step, and any step after the run was taken
// back. Throws Error when there are files but none is whole.
std::optional<Checkpoint> newest_checkpoint(const fs::path& run, const Report& report,
                                            const std::string& needed = "");

// The checkpoint that a user's RUN or CHECKPOINT means. Throws Error, also for a run that has none.
Checkpoint find_checkpoint(const fs::path& run_or_checkpoint, const Report& report,
                           const std::string& needed = "");

// The checkpoint that RUN/checkpoints/best.json names. Throws Error when it is no run's folder,
// none was measured (every.evaluate), or the file is gone or not whole.
Checkpoint best_checkpoint(const fs::path& run, const std::string& needed = "");

// The folder of the run whose checkpoint this is; nothing when it lies elsewhere.
std::optional<fs::path> run_of(const fs::path& checkpoint);

// The branch on which a training goes on from `checkpoint` of the run: its own, or a new one if the
// run has gone further.
std::int64_t branch_from(const Checkpoint& checkpoint, const fs::path& run);

// Where step `step` of a branch is to be saved: a file of another branch is not overwritten.
fs::path checkpoint_file(const fs::path& run, std::int64_t step, std::int64_t branch);

// Removes all but the newest `keep` of the branch and the best. Files that cannot be read stay.
void remove_old_checkpoints(const fs::path& run, std::int64_t branch, std::int64_t keep);

}  // namespace leakygan
