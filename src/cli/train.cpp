#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/source.h"
#include "support/error.h"
#include "support/signals.h"
#include "training/run.h"

namespace leakygan {
namespace {

struct TrainOptions {
  ConfigSource source;
  std::string out = "outputs";
  std::string name;
};

// Its samples are no data, and going on with it is not what was asked for.
void refuse_run(const fs::path& path) {
  if (!is_run_folder(path)) return;
  throw Error(display(path) + ": is the folder of a run; to train anew with its settings, give " +
              display(path / "config.yaml"));
}

int train(const TrainOptions& options) {
  refuse_run(options.source.source);
  Config config = read_config(options.source);
  if (!options.name.empty()) config.name = options.name;
  StatusLine status;
  const RunResult result = run_training(std::move(config), options.out, version_text(), status);
  std::printf("%s\n", result.folder.c_str());
  return result.ending == Ending::complete ? 0 : kInterruptedExit;
}

}  // namespace

void add_train(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = program.add_subcommand(
      "train", "Train a GAN; prints the run's folder, in which everything is written");
  add_source(*command, options->source, "CONFIG.yaml|FOLDER");
  command->add_option("--out", options->out, "Folder that the run's folder is made in")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_option("--name", options->name, "Name of the run's folder")->type_name("NAME");
  command->callback([options, &exit_code] { exit_code.value = train(*options); });
}

}  // namespace leakygan
