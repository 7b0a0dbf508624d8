#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/source.h"
#include "support/error.h"
#include "support/signals.h"
#include "support/text.h"
#include "training/resume.h"
#include "training/run.h"
#include "training/run_checkpoints.h"

namespace leakygan {
namespace {

struct TrainOptions {
  ConfigSource source;
  std::string resume;
  std::string from;
  bool partial = false;
  bool verbose = false;
  std::string out = "outputs";
  std::string name;
};

// Its samples are no data.
void refuse_run(const fs::path& path) {
  if (!is_run_folder(path)) return;
  throw Error(display(path) +
              ": is the folder of a run; to go on with it: leakygan train --resume " +
              shell_text(path) + "; to train anew with its settings: leakygan train " +
              shell_text(path / "config.yaml"));
}

// Only a checkpoint that lies outside a run goes on in a folder of its own.
void check_place(const TrainOptions& options) {
  const auto run = run_meant(options.resume);
  if (!run) return;
  std::error_code code;
  if (fs::equivalent(*run / "..", options.out, code)) return;
  throw UsageError("--out: " + display(*run) + " goes on where it is; leave --out away");
}

void check(const TrainOptions& options, const CLI::App& command) {
  for (const char* name : {"--resume", "--from", "--out", "--name"}) {
    const bool is_empty = command.count(name) > 0 && command[name]->as<std::string>().empty();
    if (is_empty) throw UsageError(std::string(name) + ": must not be empty");
  }
  const bool anew = !options.source.source.empty();
  if (anew == !options.resume.empty()) {
    throw UsageError("train needs a CONFIG.yaml, a FOLDER or --resume, and one of them only");
  }
  if (!options.resume.empty() && !(options.from.empty() && options.name.empty())) {
    throw UsageError("--resume goes on with a run as it is: --from and --name are for a new one");
  }
  if (!anew && command.count("--out") > 0) check_place(options);
  if (options.partial && options.from.empty()) throw UsageError("--partial belongs to --from");
}

// For a folder there is no configuration: networks and training are then those of the checkpoint.
Config recipe_of(const Checkpoint& checkpoint) {
  const Config& from = checkpoint.config;
  Config config;
  config.generator = from.generator;
  config.discriminator = from.discriminator;
  config.objective = from.objective;
  config.optimizer = from.optimizer;
  config.training = from.training;
  if (!config.training.minutes) config.training.schedule_images = {};
  // Other pictures need not lie in folders.
  config.data.classes = from.data.classes == "folders" ? "auto" : from.data.classes;
  config.data.size = from.data.size;
  config.data.channels = from.data.channels;
  config.data.flip = from.data.flip;
  return config;
}

RunResult train_anew(const TrainOptions& options, const RunContext& context) {
  refuse_run(options.source.source);
  if (options.from.empty()) {
    Config config = read_config(options.source);
    if (!options.name.empty()) config.name = options.name;
    return run_training(std::move(config), context);
  }
  const Checkpoint weights = find_checkpoint(options.from, report_to(context.status));
  Config config = read_config(options.source, recipe_of(weights));
  if (!options.name.empty()) config.name = options.name;
  return run_training(std::move(config), context, &weights, options.partial);
}

int train(const TrainOptions& options, const CLI::App& command) {
  check(options, command);
  StatusLine status;
  const RunContext context = {options.out, version_text(), status, options.verbose};
  const RunResult result = options.resume.empty()
                               ? train_anew(options, context)
                               : resume_training(options.resume, options.source.overrides, context);
  std::printf("%s\n", result.folder.c_str());
  return result.ending == Ending::complete ? 0 : kInterruptedExit;
}

}  // namespace

void add_train(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = program.add_subcommand(
      "train", "Train a GAN, or go on with one; prints the run's folder, where everything is");
  add_source(*command, options->source, "CONFIG.yaml|FOLDER")->required(false);
  command
      ->add_option("--resume", options->resume,
                   "Go on with this run, from its newest checkpoint or from the given one")
      ->type_name("RUN|CHECKPOINT");
  command
      ->add_option("--from", options->from, "Start at step 0 with the weights of this checkpoint")
      ->type_name("RUN|CHECKPOINT");
  command->add_flag("--partial", options->partial, "Of those weights take what fits");
  command->add_flag("--verbose", options->verbose,
                    "Print how each convolution is computed, and why");
  command->add_option("--out", options->out, "Folder that the run's folder is made in")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_option("--name", options->name, "Name of the run's folder")->type_name("NAME");
  command->callback(
      [options, command, &exit_code] { exit_code.value = train(*options, *command); });
}

}  // namespace leakygan
