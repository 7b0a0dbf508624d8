#include "training/resolve.h"

#include <algorithm>

#include "checkpoint/run_folder.h"
#include "config/metric_names.h"
#include "config/rules.h"
#include "data/suggest_shape.h"
#include "metrics/feature_space.h"
#include "support/error.h"
#include "support/text.h"
#include "training/run_length.h"

namespace leakygan {
namespace {

constexpr std::int64_t kLogSteps = 10;
constexpr std::int64_t kSampleSteps = 200;
// What a probe costs is a matter of its own images, not of the batch: docs/PROBE.md.
constexpr std::int64_t kProbeSteps = 200;
constexpr std::int64_t kProbeImages = 20'000;

std::string folder_name(const fs::path& absolute) {
  fs::path last = absolute.has_filename() ? absolute.filename() : absolute.parent_path().filename();
  // "photos" for photos.tar.gz.
  std::error_code code;
  while (fs::is_regular_file(absolute, code) && last.has_extension()) last = last.stem();
  return is_run_name(last.string()) ? last.string() : "run";
}

}  // namespace

std::int64_t usual_probe_interval(std::int64_t batch) {
  return std::max(kProbeSteps * batch, kProbeImages);
}

void settle(Config& config, const Dataset& dataset) {
  config.generator.classes = config.discriminator.classes = std::ssize(dataset.classes.names);
  if (config.data.classes == "auto") {
    config.data.classes = dataset.classes.names.empty() ? "none" : "folders";
  }
  if (!config.training.augment) {
    config.training.augment.emplace();
    if (dataset.count() < kManyImages) config.training.augment = {"translation"};
  }
  if (!has_schedule(config)) return;
  const auto length = RunLength(config.training, dataset.count()).images();
  if (!config.training.schedule_images) config.training.schedule_images = length;
  const std::int64_t end = *config.training.schedule_images;
  if (config.optimizer.schedule != "cosine" || !length) return;
  if (*length < end + config.training.step_images()) return;  // the last step begins before it
  throw Error("optimizer.schedule: the cosine ends at " + count_text(end) +
              " images (training.schedule_images), and learns nothing from there to the run's " +
              count_text(*length) +
              "; to train on, start anew from its weights: leakygan train ... --from");
}

ImageShape resolve(Config& config, const ImageList& images) {
  const fs::path folder = fs::absolute(images.path).lexically_normal();
  if (!is_utf8(folder.string())) {
    throw Error(display(folder) + ": a path that is not UTF-8 cannot be stored in a configuration");
  }
  config.data.folder = folder.string();
  if (config.name.empty()) config.name = folder_name(folder);
  check_run_name(config.name);
  if (!config.data.size) {
    const ImageShape suggested = suggest_shape(images, config.data.channels);
    config.data.size = ImageSize{suggested.height, suggested.width};
  }
  const std::int64_t batch = config.training.step_images();
  if (!config.every.log) config.every.log = kLogSteps * batch;
  if (!config.every.sample) config.every.sample = kSampleSteps * batch;
  if (!config.every.probe) config.every.probe = usual_probe_interval(batch);
  if (config.evaluate.best == "auto" && !config.evaluate.metrics.empty()) {
    config.evaluate.best = scores_of_metric(config.evaluate.metrics.front()).front();
  }
  if (config.evaluate.features != kRandomFeatures) {
    config.evaluate.features = fs::absolute(config.evaluate.features).lexically_normal().string();
  }
  return {config.data.channels, config.data.size->height, config.data.size->width};
}

}  // namespace leakygan
