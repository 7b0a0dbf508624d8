#include "training/prepare.h"

#include <algorithm>

#include "config/load.h"
#include "config/rules.h"
#include "data/dataset.h"
#include "data/scan.h"
#include "models/registry.h"
#include "support/text.h"
#include "training/convolutions.h"
#include "training/data_options.h"
#include "training/device.h"
#include "training/estimate.h"
#include "training/reading.h"
#include "training/resolve.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostNamed = 20;

// Every file that is left out, or the first of many: the run's skipped.txt has them all.
void print_skipped(const std::vector<std::string>& skipped, StatusLine& status) {
  for (std::size_t i = 0; i < std::min(skipped.size(), kMostNamed); ++i) {
    status.print("skipped " + skipped[i]);
  }
  if (skipped.size() <= kMostNamed) return;
  status.print("skipped " + count_text(skipped.size() - kMostNamed) +
               " more, which are named in skipped.txt in the run's folder");
}

Dataset read(const ImageList& list, const Config& config, std::size_t least_holdout,
             StatusLine& status) {
  DatasetOptions options = dataset_options(config);
  options.least_holdout = least_holdout;
  Dataset dataset = open_dataset(list, options, report_reading(status));
  print_skipped(dataset.skipped, status);
  const ImageShape& shape = dataset.shape;
  status.print("read as " + std::to_string(shape.height) + "x" + std::to_string(shape.width) +
               " pixels, " + std::to_string(shape.channels) + " channels; " +
               count_text(dataset.held_out.size()) + " held out, " + count_text(dataset.count()) +
               " to train on");
  return dataset;
}

void print_plan(const Config& config, const ImageShape& shape, StatusLine& status) {
  const auto& generator = architecture(config.generator.architecture);
  const auto& discriminator = architecture(config.discriminator.architecture);
  const RunEstimate estimate =
      estimate_run(config, generator.plan_generator(config.generator, shape),
                   discriminator.plan_discriminator(config.discriminator, shape));
  status.print("generator:     " + count_text(estimate.generator_parameters) + " parameters, " +
               activation_text(config.generator.activation));
  status.print("discriminator: " + count_text(estimate.discriminator_parameters) + " parameters, " +
               activation_text(config.discriminator.activation));
  status.print("about " + bytes_text(estimate.memory) + " of memory besides the images");
}

// Of how many classes networks are told; why of none, where that was left open.
void print_classes(const Dataset& dataset, StatusLine& status) {
  const std::size_t count = dataset.classes.names.size();
  if (count > 0) {
    status.print("told of " + count_text(count) + (count == 1 ? " class" : " classes") +
                 " (data.classes)");
  } else if (!dataset.why_no_classes.empty()) {
    status.print("no classes: " + dataset.why_no_classes + " (data.classes)");
  }
}

// What few images were given, or could be.
void print_augmentation(const Config& config, std::size_t count, bool chosen, StatusLine& status) {
  const auto& names = *config.training.augment;
  if (chosen && !names.empty()) {
    status.print("augmented by " + join(names, " and ") + ", since there are fewer than " +
                 count_text(kManyImages) + " images (training.augment)");
  }
  if (!chosen && names.empty() && count < kManyImages) {
    status.print("hint: " + count_text(count) +
                 " images are few: training.augment: auto keeps the discriminator from learning "
                 "them by heart");
  }
}

}  // namespace

Prepared prepare(Config& config, StatusLine& status, const PrepareOptions& options) {
  for (const auto& warning : config_warnings(config)) status.print("warning: " + warning);
  const at::Device device = choose_device(config.device);
  const int threads = use_threads(config);
  // Before the images are read: a file that is none ends the run.
  auto features =
      config.evaluate.metrics.empty() ? nullptr : feature_space(config.evaluate.features);
  const ImageList list = find_images(config, status);
  status.print(summary(list) + " in " + display(list.path));
  const ImageShape shape = resolve(config, list);
  check_enough_images(list.image_count(), config.training.batch);
  if (!config.data.workers) config.data.workers = threads;
  Dataset dataset = read(list, config, options.least_holdout, status);
  const bool chosen = !config.training.augment;
  settle(config, dataset);
  if (!options.resumes) {
    print_classes(dataset, status);
    print_augmentation(config, dataset.count(), chosen, status);
  }
  print_plan(config, shape, status);
  config.device = device.is_cuda() ? "cuda" : "cpu";
  config.threads = threads;
  return {device, std::move(dataset),
          options.convolutions != nullptr
              ? *options.convolutions
              : plan_convolutions(config, shape, device, options.verbose, status),
          std::move(features)};
}

}  // namespace leakygan
