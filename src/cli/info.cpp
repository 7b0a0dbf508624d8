#include <cstdio>
#include <memory>

#include "checkpoint/file_content.h"
#include "cli/commands.h"
#include "cli/info_checkpoint.h"
#include "cli/source.h"
#include "config/load.h"
#include "config/rules.h"
#include "data/scan.h"
#include "models/registry.h"
#include "support/error.h"
#include "support/text.h"
#include "training/convolutions.h"
#include "training/device.h"
#include "training/estimate.h"
#include "training/resolve.h"
#include "training/run_checkpoints.h"
#include "training/run_length.h"

namespace leakygan {
namespace {

constexpr double kMillion = 1e6;

std::string shape_text(const ImageShape& shape) {
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" +
         std::to_string(shape.width);
}

std::string what_follows(const PlannedLayer& layer, Normalization normalization,
                         const std::string& activation, const std::string& end) {
  std::string text = layer.bias ? "bias, " : "";
  if (layer.normalized)
    text += normalization_names()[static_cast<std::size_t>(normalization)] + ", ";
  return text + (layer.activated ? activation : end);
}

template <typename Options>
void print_table(const std::string& title, const std::vector<PlannedLayer>& layers,
                 const Options& options, const std::string& end) {
  std::printf("%s\n  %-5s  %-12s  %-12s  %-7s  %11s  %13s  %s\n", title.c_str(), "layer", "in",
              "out", "kernel", "parameters", "multiply-adds", "followed by");
  std::int64_t parameters = 0;
  std::int64_t multiply_adds = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const PlannedLayer& layer = layers[i];
    const std::string behind = layer.shortcut ? "added to layer " + std::to_string(i - 1) : end;
    const std::string kernel =
        std::to_string(layer.kernel_height) + "x" + std::to_string(layer.kernel_width);
    std::printf(
        "  %-5zu  %-12s  %-12s  %-7s  %11s  %11.2f M  %s\n", i, shape_text(layer.in).c_str(),
        shape_text(layer.out).c_str(), kernel.c_str(), count_text(layer.parameters()).c_str(),
        static_cast<double>(layer.multiply_adds()) / kMillion,
        what_follows(layer, options.normalization, activation_text(options.activation), behind)
            .c_str());
    parameters += layer.parameters();
    multiply_adds += layer.multiply_adds();
  }
  std::printf("  %-5s  %-12s  %-12s  %-7s  %11s  %11.2f M\n\n", "all", "", "", "",
              count_text(parameters).c_str(), static_cast<double>(multiply_adds) / kMillion);
}

// Settles what is "auto" in the configuration; only a size of auto needs the images to be there.
// Returns how many there are, 0 when they are not.
std::size_t settle(Config& config, ImageShape& shape) {
  ImageList list;
  list.path = config.data.folder;
  try {
    list = scan_images(config.data.folder);
  } catch (const Error&) {
    if (!config.data.size) throw;
  }
  shape = resolve(config, list);
  return list.image_count();
}

// "2.1 MiB a checkpoint, up to 192 KiB a grid of samples, up to 8.3 MiB in all"
std::string disk_text(const Config& config, const RunEstimate& estimate, const ImageShape& shape,
                      std::size_t count) {
  constexpr std::uint64_t kImages = 64;
  const auto grid =
      kImages * static_cast<std::uint64_t>(shape.channels * shape.height * shape.width);
  std::string text = bytes_text(estimate.checkpoint) + " a checkpoint, up to " + bytes_text(grid) +
                     " a grid of samples";
  const auto images = RunLength(config.training, count).images();
  if (!images || *images == 0) return text;
  const auto grids = static_cast<std::uint64_t>(*images / *config.every.sample) + 2;  // real, last
  // One more than are kept is there for a moment.
  const auto checkpoints = static_cast<std::uint64_t>(config.keep.checkpoints) + 1;
  return text + ", up to " + bytes_text(checkpoints * estimate.checkpoint + grids * grid) +
         " in all";
}

// Whether `info` should take the path for a checkpoint; a text is taken for a configuration.
bool is_checkpoint(const fs::path& path) {
  std::error_code code;
  if (path.extension() == ".safetensors") return true;
  if (path.extension() == ".yaml" || path.extension() == ".yml") return false;
  return fs::is_regular_file(path, code) && !holds_text(path);
}

// The checkpoint that belongs to what was asked for, if one does.
std::optional<fs::path> checkpoint_of(const fs::path& path) {
  if (is_checkpoint(path)) return path;
  if (!is_run_folder(path)) return std::nullopt;
  const auto newest = newest_checkpoint(path, [](const std::string& fault) {
    std::fprintf(stderr, "passed over: %s\n", fault.c_str());
  });
  return newest ? std::optional(newest->file.path()) : std::nullopt;
}

// How a training with this configuration would compute its convolutions.
void print_convolutions(const Config& config, const ImageShape& shape) {
  if (config.convolution != "auto") {
    std::printf("convolutions: %s\n", config.convolution.c_str());
    return;
  }
  use_threads(config);
  const auto remembered = remembered_convolutions(config, shape);
  std::printf("convolutions: %s\n", remembered.empty()
                                        ? "auto, not measured here yet for this batch"
                                        : ("auto, " + choices_text(remembered)).c_str());
}

void print_info(const ConfigSource& source) {
  Config config;
  const auto checkpoint = checkpoint_of(source.source);
  if (checkpoint) print_checkpoint(*checkpoint);
  if (is_checkpoint(source.source)) {
    config = override_config(open_checkpoint(source.source).config, source.overrides);
  } else {
    config = read_config(source);
    if (checkpoint) {
      const Config trained = open_checkpoint(*checkpoint).config;
      config.generator.classes = trained.generator.classes;
      config.discriminator.classes = trained.discriminator.classes;
    }
  }
  ImageShape shape;
  const std::size_t count = settle(config, shape);
  const auto generator =
      architecture(config.generator.architecture).plan_generator(config.generator, shape);
  const auto discriminator = architecture(config.discriminator.architecture)
                                 .plan_discriminator(config.discriminator, shape);
  print_table("generator (shapes are channels x height x width)", generator, config.generator,
              "tanh");
  print_table("discriminator", discriminator, config.discriminator, "logit");
  const RunEstimate estimate = estimate_run(config, generator, discriminator);
  const std::size_t image = static_cast<std::size_t>(shape.channels * shape.height * shape.width);
  std::printf("one step of %lld images: %.2f G multiply-adds\n",
              static_cast<long long>(config.training.step_images()),
              static_cast<double>(estimate.step_multiply_adds) / 1e9);
  if (config.data.classes != "none" && config.generator.classes == 0) {
    std::printf("classes: what they add is not counted here; the images say how many there are\n");
  }
  print_convolutions(config, shape);
  std::printf("memory: about %s, and %s for every 1,000 images\n",
              bytes_text(estimate.memory).c_str(), bytes_text(1000 * image).c_str());
  std::printf("disk:   %s\n", disk_text(config, estimate, shape, count).c_str());
  for (const auto& warning : config_warnings(config)) {
    std::fprintf(stderr, "warning: %s\n", warning.c_str());
  }
}

}  // namespace

void add_info(CLI::App& program) {
  auto source = std::make_shared<ConfigSource>();
  CLI::App* command = program.add_subcommand(
      "info", "Show what a checkpoint holds, the layers of its networks and what a run needs");
  add_source(*command, *source, "CONFIG.yaml|FOLDER|RUN|CHECKPOINT");
  command->callback([source] { print_info(*source); });
}

}  // namespace leakygan
