#include "training/run.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "config/load.h"
#include "kernels/kernels.h"
#include "report/image_grid.h"
#include "report/png.h"
#include "support/error.h"
#include "support/process.h"
#include "support/text.h"
#include "training/convolutions.h"
#include "training/device.h"
#include "training/fine_tune.h"
#include "training/prepare.h"
#include "training/resume.h"
#include "training/trainer.h"

namespace leakygan {
namespace {

constexpr std::size_t kRealPreviews = 64;

// Images spread evenly over the data set, so that every folder has its share.
void write_real_grid(RunFolder& run, const Dataset& dataset) {
  const std::size_t count = std::min(kRealPreviews, dataset.count());
  const auto [channels, height, width] = dataset.shape;
  const auto image_bytes = static_cast<std::size_t>(channels * height * width);
  std::vector<std::uint8_t> pixels(count * image_bytes);
  TrainingImage image;
  for (std::size_t i = 0; i < count; ++i) {
    dataset.copy(i * dataset.count() / count, image);
    show_image(image, {}, dataset.shape, pixels.data() + i * image_bytes);
  }
  const Picture grid = image_grid(pixels, dataset.shape);
  write_file_atomic(run.real_samples(), encode_png(grid.pixels, grid.shape));
}

nlohmann::ordered_json description(const Config& config, const Dataset& dataset) {
  nlohmann::ordered_json json = {{"folder", config.data.folder},
                                 {"images", dataset.count()},
                                 {"held_out", dataset.held_out.size()},
                                 {"skipped", dataset.skipped.size()},
                                 {"fingerprint", dataset.fingerprint}};
  std::vector<std::size_t> counts(dataset.classes.names.size());
  for (const std::uint32_t index : dataset.classes.of_image) ++counts[index];
  for (std::size_t i = 0; i < counts.size(); ++i) {
    json["classes"][display(dataset.classes.names[i])] = counts[i];
  }
  return json;
}

nlohmann::ordered_json description(const Config& config, const Prepared& prepared,
                                   const std::string& program) {
  return {{"state", "running"},
          {"program", program},
          {"device", device_text(prepared.device)},
          {"threads", *config.threads},
          {"kernels", kernels().name},
          {"convolutions", to_json(prepared.convolutions)},
          {"dataset", description(config, prepared.dataset)}};
}

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

Ending train_in(RunFolder& run, const Config& config, const Prepared& prepared, Start start,
                StatusLine& status) {
  const bool is_new = !start.takes_back;
  Trainer trainer(config, prepared, run, status, std::move(start));
  const std::int64_t first_step = trainer.step();
  const Ending ending = trainer.run();
  const bool complete = ending == Ending::complete;
  if (trainer.step() > first_step || is_new) {
    run.describe({{"state", complete ? "complete" : "interrupted"},
                  {"step", trainer.step()},
                  {"images_seen", trainer.images()},
                  {"seconds", trainer.seconds()},
                  {"peak_memory_bytes", peak_memory()}});
    if (trainer.best()) run.describe({{"best", to_json(*trainer.best())}});
  }
  print_end(trainer, run, complete, status);
  return ending;
}

void note_failure(RunFolder& run, const std::exception& error, StatusLine& status) {
  // LibTorch's exceptions carry a backtrace behind the message.
  const std::string what = error.what();
  try {
    run.describe({{"state", "failed"}, {"why", what.substr(0, what.find("\nException raised"))}});
  } catch (const Error& second) {
    status.print(second.what());  // on a full disk: the first error is the one to be reported
  }
}

// A new folder with all that stands in it before the first step.
RunFolder make_run(const Config& config, const Prepared& prepared, const RunContext& context) {
  RunFolder run(context.out, config.name);
  run.write_config(dump_config(config));
  run.describe(description(config, prepared, context.program));
  run.write_skipped(prepared.dataset.skipped);
  write_real_grid(run, prepared.dataset);
  return run;
}

// For run.json: whose weights a run starts from.
nlohmann::ordered_json origin(const Checkpoint& weights) {
  return {{"checkpoint", display(fs::absolute(weights.file.path()))},
          {"id", weights.file.id()},
          {"step", weights.progress.step}};
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

// What the files of a run say once it has been resumed.
void note_resumption(RunFolder& run, const Resumption& plan, const Config& config,
                     const nlohmann::ordered_json& description,
                     const std::vector<std::string>& skipped) {
  std::vector<std::string> changed;
  for (const auto& change : plan.changes) changed.push_back(change.text());
  run.write_config(dump_config(config));
  run.describe(description);
  run.write_skipped(skipped);
  run.note_resumption({{"step", plan.checkpoint ? plan.checkpoint->progress.step : 0},
                       {"program", description["program"]},
                       {"changed", changed}});
}

}  // namespace

RunResult run_training(Config config, const RunContext& context, const Checkpoint* weights,
                       bool partial) {
  keep_freed_memory();
  make_folder(context.out);  // before the work of reading images, not after it
  const Prepared prepared = prepare(config, context.status, context.verbose);
  if (weights != nullptr && !partial) {
    check_weights(*weights, config, networks_of(Gan(config, prepared.dataset.shape, at::kCPU)));
  }
  RunFolder run = make_run(config, prepared, context);
  if (weights != nullptr) run.describe({{"from", origin(*weights)}});
  print_folder(run, prepared, context.status);
  try {
    const Start start = {.weights = weights, .partial = partial};
    return {run.path(), train_in(run, config, prepared, start, context.status)};
  } catch (const std::exception& e) {
    note_failure(run, e, context.status);
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
  const auto* convolutions = plan.checkpoint ? &plan.checkpoint->progress.convolutions : nullptr;
  const Prepared prepared = prepare(config, status, context.verbose, convolutions);
  if (plan.checkpoint) {
    check_same_images(*plan.checkpoint, prepared.dataset.count(), prepared.dataset.fingerprint);
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
    note_resumption(*run, plan, config, description(config, prepared, context.program),
                    prepared.dataset.skipped);
  };
  try {
    return {run->path(), train_in(*run, config, prepared, std::move(start), status)};
  } catch (const std::exception& e) {
    if (begun) note_failure(*run, e, status);
    throw;
  }
}

}  // namespace leakygan
