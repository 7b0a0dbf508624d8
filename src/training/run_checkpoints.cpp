#include "training/run_checkpoints.h"

#include <algorithm>
#include <string>
#include <utility>

#include "checkpoint/run_folder.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Sorts the checkpoints of a run by age.
std::pair<std::int64_t, std::int64_t> age(const Checkpoint& checkpoint) {
  return {checkpoint.progress.branch, checkpoint.progress.step};
}

// Those that can be read, by their headers, the newest first.
std::vector<Checkpoint> readable(const fs::path& run, const Report& report) {
  std::vector<Checkpoint> all;
  for (const auto& file : checkpoint_files(run)) {
    try {
      all.push_back(open_checkpoint(file));
    } catch (const Error& error) {
      report(error.what());
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return age(a) > age(b); });
  return all;
}

void ignore(const std::string&) {}

}  // namespace

Report report_to(StatusLine& status) {
  return [&status](const std::string& fault) { status.print("passed over: " + fault); };
}

std::optional<Checkpoint> newest_checkpoint(const fs::path& run, const Report& report,
                                            const std::string& needed) {
  for (auto& checkpoint : readable(run, report)) {
    try {
      checkpoint.file.verify(needed);
      return std::move(checkpoint);
    } catch (const Error& error) {
      report(error.what());
    }
  }
  if (checkpoint_files(run).empty()) return std::nullopt;
  throw Error(display(run / "checkpoints") + ": none of the checkpoints is whole");
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

std::optional<fs::path> run_of(const fs::path& checkpoint) {
  const fs::path folder = fs::absolute(checkpoint).lexically_normal().parent_path();
  const bool is_of_run = folder.filename() == "checkpoints" && is_run_folder(folder.parent_path());
  return is_of_run ? std::optional(folder.parent_path()) : std::nullopt;
}

std::int64_t branch_from(const Checkpoint& checkpoint, const fs::path& run) {
  const auto all = readable(run, ignore);
  if (all.empty() || age(all.front()) <= age(checkpoint)) return checkpoint.progress.branch;
  return all.front().progress.branch + 1;
}

fs::path checkpoint_file(const fs::path& run, std::int64_t step, std::int64_t branch) {
  for (int number = 1;; ++number) {
    fs::path path = numbered(checkpoint_path(run, step), number);
    if (!fs::exists(path)) return path;
    try {
      if (open_checkpoint(path).progress.branch == branch) return path;
    } catch (const Error&) {
      return path;  // nothing that could be used is lost with it
    }
  }
}

void remove_old_checkpoints(const fs::path& run, std::int64_t branch, std::int64_t keep) {
  for (const auto& checkpoint : readable(run, ignore)) {
    if (checkpoint.progress.branch != branch || keep-- > 0) continue;
    std::error_code ignored;
    fs::remove(checkpoint.file.path(), ignored);
  }
}

}  // namespace leakygan
