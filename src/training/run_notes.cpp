#include "training/run_notes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/load.h"
#include "kernels/kernels.h"
#include "report/image_grid.h"
#include "report/png.h"
#include "support/process.h"
#include "training/class_sizes.h"
#include "training/convolutions.h"
#include "training/device.h"
#include "training/finite.h"

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
  const ClassSizes classes = class_sizes(dataset.classes);
  for (std::size_t i = 0; i < classes.names.size(); ++i) {
    json["classes"][classes.names[i]] = classes.sizes[i];
  }
  return json;
}

nlohmann::ordered_json description(const Config& config, const Prepared& prepared,
                                   const std::string& program) {
  return {{"state", "running"},
          {"program", program},
          {"device", device_text(prepared.device)},
          {"threads", *config.threads},
          {"processor", processor_name()},
          {"kernels", kernels().name},
          {"convolutions", to_json(prepared.convolutions)},
          {"dataset", description(config, prepared.dataset)}};
}

std::string kind_of(const std::exception& error) {
  if (dynamic_cast<const Diverged*>(&error) != nullptr) return "diverged";
  if (dynamic_cast<const StoppedByWarning*>(&error) != nullptr) return "warning";
  return "error";
}

// Written at once: whoever sees that a run is complete finds all that is known of it.
void describe_end(RunFolder& run, nlohmann::ordered_json members,
                  const std::optional<BestCheckpoint>& best,
                  const std::optional<TrainingInputs>& inputs) {
  if (best) members["best"] = to_json(*best);
  if (inputs) members["inputs"] = to_json(*inputs);
  run.describe(members);
}

}  // namespace

RunFolder make_run(const Config& config, const Prepared& prepared, const RunContext& context) {
  RunFolder run = context.exact_name ? RunFolder::at(context.out / config.name)
                                     : RunFolder(context.out, config.name);
  run.write_config(dump_config(config));
  run.describe(description(config, prepared, context.program));
  run.write_skipped(prepared.dataset.skipped);
  write_real_grid(run, prepared.dataset);
  return run;
}

void note_origin(RunFolder& run, const Checkpoint& weights) {
  run.describe({{"from",
                 {{"checkpoint", display(fs::absolute(weights.file.path()))},
                  {"id", weights.file.id()},
                  {"step", weights.progress.step}}}});
}

void note_resumption(RunFolder& run, const Resumption& plan, const Config& config,
                     const Prepared& prepared, const RunContext& context) {
  std::vector<std::string> changed;
  for (const auto& change : plan.changes) changed.push_back(change.text());
  run.write_config(dump_config(config));
  run.describe(description(config, prepared, context.program));
  run.write_skipped(prepared.dataset.skipped);
  run.note_resumption({{"step", plan.checkpoint ? plan.checkpoint->progress.step : 0},
                       {"program", context.program},
                       {"changed", changed}});
}

void note_end(RunFolder& run, const Trainer& trainer, Ending ending) {
  describe_end(run,
               {{"state", ending == Ending::complete ? "complete" : "interrupted"},
                {"step", trainer.step()},
                {"images_seen", trainer.images()},
                {"seconds", trainer.seconds()},
                {"peak_memory_bytes", peak_memory()}},
               trainer.best(), trainer.inputs());
}

void note_failure(RunFolder& run, const std::exception& error, StatusLine& status) {
  // LibTorch's exceptions carry a backtrace behind the message.
  const std::string what = error.what();
  try {
    run.describe({{"state", "failed"},
                  {"why", what.substr(0, what.find("\nException raised"))},
                  {"failure", kind_of(error)}});
  } catch (const Error& second) {
    status.print(second.what());  // on a full disk: the first error is the one to be reported
  }
}

void note_completion(const fs::path& folder, const Checkpoint& last) {
  if (run_state(folder) == "complete") return;
  RunFolder run(folder);
  const TrainingProgress& progress = last.progress;
  describe_end(run,
               {{"state", "complete"},
                {"step", progress.step},
                {"images_seen", progress.images},
                {"seconds", progress.seconds}},
               progress.best, progress.inputs);
}

}  // namespace leakygan
