#include "training/resume.h"

#include "checkpoint/run_folder.h"
#include "config/load.h"
#include "support/error.h"
#include "support/text.h"
#include "training/run_length.h"

namespace leakygan {
namespace {

void check_changes(const std::vector<Difference>& changes) {
  std::vector<std::string> faults;
  for (const auto& change : changes) {
    if (change.may_change) continue;
    faults.push_back(change.key + ": the run was trained with " + change.before +
                     ", it cannot go on with " + change.after);
  }
  if (faults.empty()) return;
  faults.emplace_back("to start anew with the checkpoint's weights: leakygan train ... --from");
  throw Error(join(faults, "\n"));
}

}  // namespace

std::optional<fs::path> run_meant(const fs::path& run_or_checkpoint) {
  std::error_code code;
  if (!fs::is_directory(run_or_checkpoint, code)) return run_of(run_or_checkpoint);
  if (is_run_folder(run_or_checkpoint)) return run_or_checkpoint;
  throw Error(display(run_or_checkpoint) +
              ": is not the folder of a run (run.json or config.yaml is missing); to train on its "
              "images: leakygan train " +
              shell_text(run_or_checkpoint));
}

Resumption plan_resumption(const fs::path& run_or_checkpoint,
                           std::span<const std::string> overrides, const Report& report) {
  Resumption plan;
  plan.run = run_meant(run_or_checkpoint);
  if (plan.run == run_or_checkpoint) {
    plan.checkpoint = newest_checkpoint(run_or_checkpoint, report);
  } else {
    plan.checkpoint = open_checkpoint(run_or_checkpoint);
    plan.checkpoint->file.verify();
  }
  if (plan.run) {
    plan.config = load_config_to_resume(*plan.run / "config.yaml", overrides);
  } else {
    plan.config = override_config(plan.checkpoint->config, overrides);
  }
  if (!plan.checkpoint) {
    plan.changes = differences(load_config(*plan.run / "config.yaml", {}), plan.config);
    check_changes(plan.changes);
    return plan;
  }
  plan.changes = differences(plan.checkpoint->config, plan.config);
  check_changes(plan.changes);
  plan.branch = plan.checkpoint->progress.branch;
  if (plan.run) plan.branch = branch_from(*plan.checkpoint, *plan.run);
  return plan;
}

std::optional<std::string> already_complete(const Resumption& resumption) {
  if (!resumption.checkpoint) return std::nullopt;
  const TrainingProgress& progress = resumption.checkpoint->progress;
  const auto& training = resumption.config.training;
  const RunLength length(training, progress.dataset.images);
  if (!length.reached(progress.images, progress.seconds)) return std::nullopt;
  const std::string key = training.images   ? "training.images"
                          : training.epochs ? "training.epochs"
                                            : "training.minutes";
  return "complete: " + length.text() + ", at step " + count_text(progress.step) +
         "; to go on, raise " + key + " (--set " + key + "=...)";
}

void check_same_images(const Checkpoint& checkpoint, std::size_t images,
                       const std::string& fingerprint) {
  const auto& before = checkpoint.progress.dataset;
  if (before.fingerprint == fingerprint) return;
  throw Error("data.folder: its images are not those that the run was trained on (" +
              count_text(before.images) + " of fingerprint " + before.fingerprint + ", now " +
              count_text(images) + " of " + fingerprint +
              "): put those back, or start anew from the weights: leakygan train FOLDER --from " +
              display(checkpoint.file.path()));
}

}  // namespace leakygan
