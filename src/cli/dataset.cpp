#include <cstdio>
#include <memory>
#include <thread>

#include "cli/dataset_commands.h"
#include "data/shapes.h"
#include "report/status_line.h"
#include "support/files.h"

namespace leakygan {
namespace {

struct ShapesCommand {
  std::string folder;
  ShapesOptions options;
};

void make_shapes(const ShapesCommand& command) {
  StatusLine status;
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  write_shapes(command.folder, command.options, threads, [&](std::size_t done, std::size_t all) {
    if (done < all && status.due()) {
      status.show("drawing image " + std::to_string(done) + " of " + std::to_string(all));
    }
  });
  status.print(std::to_string(command.options.count) + " images of " +
               std::to_string(command.options.classes) + " classes in " + display(command.folder));
}

}  // namespace

void add_dataset(CLI::App& program, ExitCode& exit_code) {
  CLI::App* command = program.add_subcommand("dataset", "Look at data sets, and make one");
  command->require_subcommand(1);
  add_dataset_check(*command, exit_code);
  add_dataset_stats(*command);
  auto shapes = std::make_shared<ShapesCommand>();
  CLI::App* make = command->add_subcommand(
      "shapes", "Write a synthetic data set: coloured shapes on gradients, a folder a class");
  ShapesOptions& options = shapes->options;
  make->add_option("folder", shapes->folder, "Folder to make")->required()->type_name("DIR");
  make->add_option("--count", options.count, "Images in all")->capture_default_str();
  make->add_option("--size", options.size, "Pixels a side, 16 to 512")->capture_default_str();
  make->add_option("--classes", options.classes, "Kinds of shapes, 1 to 8")->capture_default_str();
  make->add_option("--proportions", options.proportions,
                   "How many of each class, as in 4,3,2,1; equal if not given")
      ->delimiter(',')
      ->expected(1, kMostShapeClasses)
      ->allow_extra_args(false);
  make->add_option("--seed", options.seed, "The images follow from it")->capture_default_str();
  make->callback([shapes] { make_shapes(*shapes); });
}

}  // namespace leakygan
