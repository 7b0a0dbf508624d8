#include "training/run_checkpoints.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checkpoint/run_folder.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// A checkpoint whose header could be read. Not open: a run may keep more of them than a process
// may have files open.
struct Found {
  fs::path path;
  std::int64_t branch = 0;
  std::int64_t step = 0;

  std::pair<std::int64_t, std::int64_t> age() const { return {branch, step}; }
};

// The newest first.
std::vector<Found> readable(const fs::path& run, const Report& report) {
  std::vector<Found> all;
  for (const auto& file : checkpoint_files(run)) {
    try {
      const Checkpoint checkpoint = open_checkpoint(file);
      all.push_back({file, checkpoint.progress.branch, checkpoint.progress.step});
    } catch (const Error& error) {
      report(error.what());
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Found& a, const Found& b) { return a.age() > b.age(); });
  return all;
}

void ignore(const std::string&) {}

}  // namespace

Report report_to(StatusLine& status) {
  return [&status](const std::string& fault) { status.print("passed over: " + fault); };
}

std::optional<Checkpoint> newest_checkpoint(const fs::path& run, const Report& report,
                                            const std::string& needed) {
  for (const auto& found : readable(run, report)) {
    try {
      Checkpoint checkpoint = open_checkpoint(found.path);
      checkpoint.file.verify(needed);
      return checkpoint;
    } catch (const Error& error) {
      report(error.what());
    }
  }
  const fs::path folder = run / "checkpoints";
  if (!checkpoint_files(run).empty()) {
    throw Error(display(folder) + ": none of the checkpoints is whole");
  }
  if (!fs::exists(folder / "latest.json")) return std::nullopt;
  throw Error(display(folder) + ": the checkpoints are gone");
}

Checkpoint find_checkpoint(const fs::path& run_or_checkpoint, const Report& report,
                           const std::string& needed) {
  std::error_code code;
  if (!fs::is_directory(run_or_checkpoint, code)) return open_checkpoint(run_or_checkpoint);
  if (!is_run_folder(run_or_checkpoint)) {
    throw Error(display(run_or_checkpoint) +
                ": is a folder, but not that of a run (run.json or config.yaml is missing)");
  }
  auto newest = newest_checkpoint(run_or_checkpoint, report, needed);
  if (!newest) throw Error(display(run_or_checkpoint) + ": has no checkpoint yet");
  return std::move(*newest);
}

Checkpoint best_checkpoint(const fs::path& run, const std::string& needed) {
  if (!is_run_folder(run)) {
    throw Error(display(run) + ": --best wants the folder of a run, not a checkpoint");
  }
  const auto best = read_best(run);
  if (!best) {
    throw Error(display(run) +
                ": no checkpoint of this run was measured (every.evaluate, which needs held-out "
                "images), so none is the best");
  }
  Checkpoint checkpoint = open_checkpoint(run / "checkpoints" / best->file);
  checkpoint.file.verify(needed);
  return checkpoint;
}

std::optional<fs::path> run_of(const fs::path& checkpoint) {
  const fs::path folder = fs::absolute(checkpoint).lexically_normal().parent_path();
  const bool is_of_run = folder.filename() == "checkpoints" && is_run_folder(folder.parent_path());
  return is_of_run ? std::optional(folder.parent_path()) : std::nullopt;
}

std::int64_t branch_from(const Checkpoint& checkpoint, const fs::path& run) {
  const auto all = readable(run, ignore);
  const auto& here = checkpoint.progress;
  const bool is_newest = all.empty() || all.front().age() <= std::pair(here.branch, here.step);
  return is_newest ? here.branch : all.front().branch + 1;
}

fs::path checkpoint_file(const fs::path& run, std::int64_t step, std::int64_t branch) {
  for (int number = 1;; ++number) {
    fs::path path = numbered(checkpoint_path(run, step), number);
    if (!fs::exists(path)) return path;
    try {
      if (open_checkpoint(path).progress.branch == branch) return path;
    } catch (const DamagedFile&) {
      return path;  // nothing that could be used is lost with it
    } catch (const Error&) {
      // It may be whole and of use to another program or at another time.
    }
  }
}

void remove_old_checkpoints(const fs::path& run, std::int64_t branch, std::int64_t keep) {
  const auto best = read_best(run);
  for (const auto& found : readable(run, ignore)) {
    if (found.branch != branch || keep-- > 0) continue;
    if (best && found.path.filename() == best->file) continue;
    std::error_code ignored;
    fs::remove(found.path, ignored);
  }
}

}  // namespace leakygan
