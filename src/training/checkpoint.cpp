#include "training/checkpoint.h"

#include <torch/utils.h>

#include <nlohmann/json.hpp>

#include "config/load.h"
#include "support/error.h"
#include "training/convolutions.h"
#include "training/step.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

constexpr const char* kFormat = "leakygan";
constexpr int kFormatVersion = 1;  // docs/CHECKPOINTS.md

std::string metadata(const SafetensorsFile& file, const std::string& name) {
  const auto found = file.metadata().find(name);
  if (found == file.metadata().end()) file.fail("is damaged: its metadata has no '" + name + "'");
  return found->second;
}

void check_format(const SafetensorsFile& file) {
  const auto format = file.metadata().find("format");
  if (format == file.metadata().end() || format->second != kFormat) {
    file.fail("is a safetensors file, but no checkpoint of leakygan");
  }
  const std::string version = metadata(file, "format_version");
  if (version != std::to_string(kFormatVersion)) {
    file.fail("has format version " + display(version) + "; this program reads version " +
              std::to_string(kFormatVersion));
  }
}

ordered_json progress_json(const TrainingProgress& progress) {
  return {{"step", progress.step},
          {"images", progress.images},
          {"seconds", progress.seconds},
          {"branch", progress.branch},
          {"log",
           {{"step", progress.log.step},
            {"seconds", progress.log.seconds},
            {"means", progress.log.means.to_json()},
            {"resumed", progress.log.resumed}}},
          {"dataset",
           {{"images", progress.dataset.images},
            {"fingerprint", progress.dataset.fingerprint},
            {"classes", to_json(progress.dataset.classes)}}},
          {"convolutions", to_json(progress.convolutions)},
          {"best", progress.best ? to_json(*progress.best) : ordered_json()},
          {"watchdog", to_json(progress.watchdog)},
          {"inputs", progress.inputs ? to_json(*progress.inputs) : ordered_json()},
          {"inactive_channels", progress.inactive_channels}};
}

TrainingProgress parse_progress(const SafetensorsFile& file) {
  try {
    const auto json = ordered_json::parse(metadata(file, "progress"));
    TrainingProgress progress;
    progress.step = json.at("step").get<std::int64_t>();
    progress.images = json.at("images").get<std::int64_t>();
    progress.seconds = json.at("seconds").get<double>();
    progress.branch = json.at("branch").get<std::int64_t>();
    progress.log.step = json.at("log").at("step").get<std::int64_t>();
    progress.log.seconds = json.at("log").at("seconds").get<double>();
    progress.log.means = Means::from_json(json.at("log").at("means"));
    progress.log.resumed = json.at("log").value("resumed", ordered_json());
    progress.dataset.images = json.at("dataset").at("images").get<std::size_t>();
    progress.dataset.fingerprint = json.at("dataset").at("fingerprint").get<std::string>();
    progress.dataset.classes =
        class_sizes_from_json(json.at("dataset").value("classes", ordered_json::array()));
    progress.convolutions = choices_from_json(json.value("convolutions", ordered_json::array()));
    const ordered_json best = json.value("best", ordered_json());
    if (!best.is_null()) progress.best = best_from_json(best);
    // Files of before there was a watchdog have none.
    if (json.contains("watchdog")) progress.watchdog = watchdog_state(json.at("watchdog"));
    const ordered_json inputs = json.value("inputs", ordered_json());
    if (!inputs.is_null()) progress.inputs = inputs_from_json(inputs);
    progress.inactive_channels = json.value("inactive_channels", InactiveChannels());
    return progress;
  } catch (const nlohmann::json::exception&) {
    file.fail("is damaged: its progress cannot be read");
  }
}

bool fits(const SafetensorsFile& file, const NamedTensor& named) {
  const auto found = file.tensors().find(named.name);
  return found != file.tensors().end() && found->second.shape == named.tensor.sizes().vec();
}

void copy(const SafetensorsFile& file, const NamedTensor& named) {
  const torch::NoGradGuard no_grad;
  named.tensor.copy_(file.read(named.name));
}

}  // namespace

bool Checkpoint::has_average() const {
  return file.tensors().lower_bound(std::string(kGeneratorAverage) + ".") !=
         file.tensors().lower_bound(std::string(kGeneratorAverage) + "/");
}

Checkpoint open_checkpoint(const fs::path& path) {
  SafetensorsFile file(path);
  check_format(file);
  Config config = parse_config(metadata(file, "config"), display(path) + ": its configuration");
  TrainingProgress progress = parse_progress(file);
  std::int64_t images = 0;
  const bool overflows =
      __builtin_mul_overflow(progress.step, config.training.step_images(), &images);
  if (progress.step < 0 || overflows || images != progress.images) {
    file.fail("is damaged: " + std::to_string(progress.images) + " images are not " +
              std::to_string(progress.step) +
              " steps of training.batch times training.discriminator_steps");
  }
  const auto classes = std::ssize(progress.dataset.classes.names);
  config.generator.classes = config.discriminator.classes = classes;
  return {std::move(file), std::move(config), std::move(progress)};
}

void save_checkpoint(const fs::path& path, const std::vector<NamedTensor>& state,
                     const Config& config, const TrainingProgress& progress) {
  write_safetensors(path, state,
                    {{"format", kFormat},
                     {"format_version", std::to_string(kFormatVersion)},
                     {"config", dump_config_json(config)},
                     {"progress", progress_json(progress).dump()}});
}

std::vector<std::string> misfits(const SafetensorsFile& file,
                                 const std::vector<NamedTensor>& tensors) {
  std::vector<std::string> lines;
  for (const auto& named : tensors) {
    if (fits(file, named)) continue;
    const auto found = file.tensors().find(named.name);
    const bool missing = found == file.tensors().end();
    lines.push_back("tensor '" + named.name + "' is " +
                    (missing ? "missing" : shape_text(found->second.shape)) +
                    " in the checkpoint and " + shape_text(named.tensor.sizes()) +
                    " in the network");
  }
  return lines;
}

void load_tensors(const SafetensorsFile& file, const std::vector<NamedTensor>& tensors) {
  const auto faults = misfits(file, tensors);
  if (!faults.empty()) file.fail("does not fit: " + faults.front());
  for (const auto& named : tensors) copy(file, named);
}

void restore(const SafetensorsFile& file, const std::vector<NamedTensor>& state) {
  if (file.tensors().size() > state.size()) file.fail("has tensors that this run does not");
  load_tensors(file, state);
}

std::size_t load_matching(const SafetensorsFile& file, const std::vector<NamedTensor>& tensors) {
  std::size_t copied = 0;
  for (const auto& named : tensors) {
    if (!fits(file, named)) continue;
    copy(file, named);
    copied += 1;
  }
  return copied;
}

}  // namespace leakygan
