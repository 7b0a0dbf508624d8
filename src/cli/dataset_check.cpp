#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/dataset_commands.h"
#include "cli/source.h"
#include "config/load.h"
#include "config/rules.h"
#include "data/check/check_report.h"
#include "models/registry.h"
#include "report/status_line.h"
#include "support/error.h"
#include "support/text.h"
#include "training/data_options.h"
#include "training/device.h"
#include "training/reading.h"
#include "training/resolve.h"

namespace leakygan {
namespace {

constexpr int kWouldNotStart = 1;

struct CheckCommand {
  ConfigSource source;
  bool json = false;
  std::string quarantine;
  std::string restore;
};

// What else `train` asks before and after it reads the images.
std::vector<std::string> obstacles(const Config& config, const ImageList& list,
                                   const DatasetOptions& options) {
  const ImageShape& shape = options.preprocessing.shape;
  std::vector<std::string> found;
  const auto attempt = [&](const auto& action) {
    try {
      action();
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      found.push_back(error.what());
    }
  };
  attempt([&] { choose_device(config.device); });
  attempt([&] { check_cache(list, options.load.cache); });
  attempt(
      [&] { architecture(config.generator.architecture).plan_generator(config.generator, shape); });
  attempt([&] {
    architecture(config.discriminator.architecture).plan_discriminator(config.discriminator, shape);
  });
  return found;
}

int check(const CheckCommand& command) {
  StatusLine status;
  Config config = read_config(command.source);
  for (const auto& warning : config_warnings(config)) status.print("warning: " + warning);
  const ImageList list = find_images(config, status);
  if (!command.quarantine.empty()) check_quarantine(list, command.quarantine);
  resolve(config, list);
  CheckTask task = {.list = list, .options = dataset_options(config), .flip = config.data.flip};
  task.obstacles = obstacles(config, list, task.options);
  const int workers = static_cast<int>(
      config.data.workers.value_or(std::max(1U, std::thread::hardware_concurrency())));
  const CheckedImages images =
      check_images(list, task.options.preprocessing, workers, report_reading(status).progress);
  if (!command.quarantine.empty()) {
    task.moved = quarantine(list, images.inventory, command.quarantine);
  }
  const CheckReport report = report_on(task, images);
  status.clear();
  const std::string text =
      command.json ? report_json(task, images, report) : report_text(task, images, report);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return report.starts ? 0 : kWouldNotStart;
}

int put_back(const fs::path& folder) {
  const Restored restored = restore(folder);
  for (const std::string& failure : restored.failures) {
    std::fprintf(stderr, "leakygan: %s\n", failure.c_str());
  }
  std::printf("%s put back, %s not\n", count_text(restored.files).c_str(),
              count_text(restored.failures.size()).c_str());
  return restored.failures.empty() ? 0 : 1;
}

int run(const CheckCommand& command, const CLI::App& app) {
  const bool restores = app.count("--restore") > 0;
  for (const char* name : {"--quarantine", "--restore"}) {
    const bool is_empty = app.count(name) > 0 && app[name]->as<std::string>().empty();
    if (is_empty) throw UsageError(std::string(name) + ": must not be empty");
  }
  const bool others = !command.source.source.empty() || !command.source.overrides.empty() ||
                      command.json || !command.quarantine.empty();
  if (restores && others) {
    throw UsageError("--restore DIR stands alone: the list in DIR says what goes where");
  }
  if (!restores && command.source.source.empty()) {
    throw UsageError("dataset check needs a CONFIG.yaml, a FOLDER or --restore DIR");
  }
  return restores ? put_back(command.restore) : check(command);
}

}  // namespace

void add_dataset_check(CLI::App& dataset, ExitCode& exit_code) {
  auto options = std::make_shared<CheckCommand>();
  CLI::App* command = dataset.add_subcommand(
      "check",
      "Look at every image: what keeps a training from starting, and what else is odd; "
      "exit code 0 when a training would start");
  add_source(*command, options->source, "CONFIG.yaml|FOLDER")->required(false);
  command->add_flag("--json", options->json, "Print one JSON object, with the names of all files");
  command
      ->add_option("--quarantine", options->quarantine,
                   "Move the files that cannot be used into this folder")
      ->type_name("DIR");
  command
      ->add_option("--restore", options->restore,
                   "Put back what --quarantine moved into this folder")
      ->type_name("DIR");
  command->callback([options, command, &exit_code] { exit_code.value = run(*options, *command); });
}

}  // namespace leakygan
