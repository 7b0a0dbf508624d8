#include "training/run.h"

#include "report/run/run_page.h"
#include "support/error.h"
#include "support/process.h"
#include "support/text.h"
#include "training/device.h"
#include "training/fine_tune.h"
#include "training/prepare.h"
#include "training/resume.h"
#include "training/run_notes.h"
#include "training/trainer.h"

namespace leakygan {
namespace {

void print_end(const Trainer& trainer, const RunFolder& run, bool complete, StatusLine& status) {
  status.print(std::string(complete ? "complete" : "interrupted") + " after " +
               count_text(trainer.step()) + " steps, " + count_text(trainer.images()) +
               " images, " + duration_text(trainer.seconds()));
  if (!trainer.last_samples().empty()) {
    status.print("samples:    " + display(trainer.last_samples()));
  }
  if (!trainer.last_checkpoint().empty()) {
    status.print("checkpoint: " + display(trainer.last_checkpoint()));
  }
  if (const std::string best = trainer.best_text(); !best.empty()) status.print("best: " + best);
  if (!complete) status.print("to go on:   leakygan train --resume " + shell_text(run.path()));
}

// The page of the run as it is now, if there is something to show. That it cannot be written costs
// nothing of the training.
void write_page(const RunFolder& run, StatusLine& status) {
  if (!fs::exists(run.metrics())) return;
  try {
    write_run_report(run.path());
    status.print("report:     " + display(run.path() / "report.html"));
  } catch (const std::exception& error) {
    status.print("the report was not written: " + std::string(error.what()));
  }
}

Ending train_in(RunFolder& run, const Config& config, const Prepared& prepared, Start start,
                StatusLine& status) {
  const bool is_new = !start.takes_back;
  Trainer trainer(config, prepared, run, status, std::move(start));
  const std::int64_t first_step = trainer.step();
  const Ending ending = trainer.run();
  const bool complete = ending == Ending::complete;
  if (trainer.step() > first_step || is_new) note_end(run, trainer, ending);
  print_end(trainer, run, complete, status);
  write_page(run, status);
  return ending;
}

void check_fingerprint(const Dataset& dataset, const RunContext& context) {
  const std::string& wanted = context.fingerprint;
  if (wanted.empty() || dataset.fingerprint == wanted) return;
  throw Error(
      "data.folder: its images are not those that the study was planned with (fingerprint " +
      dataset.fingerprint + " instead of " + wanted + "): put those back");
}

void print_folder(const RunFolder& run, const Prepared& prepared, StatusLine& status) {
  status.print("run folder:    " + display(run.path()) + "  (" + device_text(prepared.device) +
               ")");
}

void print_resumption(const Resumption& plan, StatusLine& status) {
  if (!plan.checkpoint) {
    status.print("the run has no checkpoint yet: it begins at step 0");
    return;
  }
  status.print("resuming " + display(plan.checkpoint->file.path()) + ", step " +
               count_text(plan.checkpoint->progress.step));
  for (const auto& change : plan.changes) {
    status.print("changed " + change.text());
    if (change.key != "device" && change.key != "threads") continue;
    status.print("note: with another " + change.key +
                 " the numbers differ from an unbroken run's in their last digits");
  }
}

}  // namespace

RunResult run_training(Config config, const RunContext& context, const Checkpoint* weights,
                       bool partial) {
  keep_freed_memory();
  make_folder(context.out);  // before the work of reading images, not after it
  const Prepared prepared = prepare(
      config, context.status, {.verbose = context.verbose, .convolutions = context.convolutions});
  check_fingerprint(prepared.dataset, context);
  if (weights != nullptr) {
    print_class_change(*weights, prepared.dataset.classes, context.status);
  }
  if (weights != nullptr && !partial) {
    check_weights(*weights, config, networks_of(Gan(config, prepared.dataset.shape, at::kCPU)));
  }
  RunFolder run = make_run(config, prepared, context);
  if (weights != nullptr) note_origin(run, *weights);
  print_folder(run, prepared, context.status);
  try {
    const Start start = {.weights = weights, .partial = partial};
    return {run.path(), train_in(run, config, prepared, start, context.status)};
  } catch (const std::exception& e) {
    note_failure(run, e, context.status);
    write_page(run, context.status);
    throw;
  }
}

RunResult resume_training(const fs::path& run_or_checkpoint, std::span<const std::string> overrides,
                          const RunContext& context) {
  StatusLine& status = context.status;
  keep_freed_memory();
  Resumption plan = plan_resumption(run_or_checkpoint, overrides, report_to(status));
  if (const auto complete = already_complete(plan)) {
    const fs::path place = plan.run.value_or(run_or_checkpoint);
    status.print(display(place) + ": " + *complete);
    if (plan.run) note_completion(*plan.run, *plan.checkpoint);
    return {place, Ending::complete};
  }
  std::optional<RunFolder> run;
  if (plan.run) {
    run.emplace(*plan.run);
    // Again, now that nobody else can train it on.
    plan = plan_resumption(run_or_checkpoint, overrides, [](const std::string&) {});
  }
  print_resumption(plan, status);
  Config config = plan.config;
  const auto* convolutions =
      plan.checkpoint ? &plan.checkpoint->progress.convolutions : context.convolutions;
  const Prepared prepared = prepare(
      config, status, {.verbose = context.verbose, .convolutions = convolutions, .resumes = true});
  if (plan.checkpoint) {
    check_same_images(*plan.checkpoint, prepared.dataset.count(), prepared.dataset.fingerprint);
  } else {
    check_fingerprint(prepared.dataset, context);
  }
  Start start = {.resume = plan.checkpoint ? &*plan.checkpoint : nullptr, .branch = plan.branch};
  start.takes_back = run.has_value();
  if (!run) {
    make_folder(context.out);
    run.emplace(make_run(config, prepared, context));
  }
  print_folder(*run, prepared, status);
  bool begun = !plan.run;
  start.first_step_done = [&] {
    begun = true;
    note_resumption(*run, plan, config, prepared, context);
  };
  try {
    return {run->path(), train_in(*run, config, prepared, std::move(start), status)};
  } catch (const std::exception& e) {
    if (begun) {
      note_failure(*run, e, status);
      write_page(*run, status);
    }
    throw;
  }
}

}  // namespace leakygan
