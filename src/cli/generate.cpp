#include "sampling/generate.h"

#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/seeds.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::int64_t kMostPictures = 10'000'000;

struct GenerateCommand {
  GenerateOptions options;
  std::int64_t count = 16;
  std::optional<std::string> seeds;
  std::optional<double> truncation;
};

constexpr double kSmallestTruncation = 0.01;

void run(GenerateCommand& command) {
  GenerateOptions& options = command.options;
  options.seeds_text = command.seeds.value_or("1-" + std::to_string(command.count));
  options.seeds = parse_seeds(options.seeds_text);
  options.truncation = command.truncation;
  // Put so that NaN does not pass.
  if (options.truncation && !(*options.truncation >= kSmallestTruncation)) {
    throw UsageError("--truncation: must be a number of at least " +
                     number_text(kSmallestTruncation));
  }
  options.program = version_text().substr(0, version_text().find(','));
  StatusLine status;
  generate(options, status);
  std::printf("%s\n", options.out.c_str());
}

}  // namespace

void add_generate(CLI::App& program) {
  auto command = std::make_shared<GenerateCommand>();
  GenerateOptions& options = command->options;
  CLI::App* app = program.add_subcommand(
      "generate", "Make pictures with a trained generator: PNG files named by their seeds");
  app->add_option("source", options.source, "A run (its newest checkpoint) or a checkpoint")
      ->required()
      ->type_name("RUN|CHECKPOINT");
  auto* count = app->add_option("--count", command->count, "Pictures, of the seeds 1 to N")
                    ->type_name("N")
                    ->check(CLI::Range(std::int64_t{1}, kMostPictures))
                    ->capture_default_str();
  app->add_option("--seeds", command->seeds, "Seeds, as in 1-16 or 3,7,20-22")
      ->type_name("SEEDS")
      ->excludes(count);
  app->add_flag("--grid", options.grid, "Also one picture of all: grid.png");
  app->add_option("--truncation", command->truncation,
                  "Keep latents within [-T, T]: more typical, less varied pictures")
      ->type_name("T");
  app->add_option("--class", options.of_class,
                  "Pictures of this class, where the training had classes; `all`: of every class, "
                  "each in a folder of its own")
      ->type_name("NAME");
  app->add_flag("--best", options.best, "The best checkpoint of the run (every.evaluate)");
  app->add_flag("--raw", options.raw, "The weights of the last step, not their average");
  app->add_option("--device", options.device, "auto, cpu or cuda")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  app->add_flag("--force", options.force, "Overwrite pictures that are there");
  app->add_option("--out", options.out, "Folder for the pictures, made if it is not there")
      ->required()
      ->type_name("DIR");
  app->callback([command] { run(*command); });
}

}  // namespace leakygan
