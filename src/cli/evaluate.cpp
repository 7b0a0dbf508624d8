#include "evaluation/evaluate.h"

#include <charconv>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "config/metric_names.h"
#include "support/error.h"
#include "support/process.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::int64_t kMostImages = 1'000'000;
constexpr std::int64_t kSmallestSide = 8;
constexpr std::int64_t kLargestSide = 1024;

struct EvaluateCommand {
  EvaluateOptions options;
  std::string size;
  bool json = false;
};

std::int64_t side(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = fault == std::errc() && end == text.data() + text.size();
  if (!is_number || number < kSmallestSide || number > kLargestSide) {
    throw UsageError("--size: must be N or HEIGHTxWIDTH, each " + std::to_string(kSmallestSide) +
                     " to " + std::to_string(kLargestSide) + ", not '" + text + "'");
  }
  return number;
}

ImageSize parse_size(const std::string& text) {
  const auto x = text.find('x');
  if (x == std::string::npos) return {side(text), side(text)};
  return {side(text.substr(0, x)), side(text.substr(x + 1))};
}

void check(const EvaluateCommand& command, const CLI::App& app) {
  for (const char* name : {"--data", "--features", "--out", "--save-features", "--size"}) {
    const bool is_empty = app.count(name) > 0 && app[name]->as<std::string>().empty();
    if (is_empty) throw UsageError(std::string(name) + ": must not be empty");
  }
  const EvaluateOptions& options = command.options;
  if (options.source.empty() == options.images.empty()) {
    throw UsageError(
        "evaluate needs a RUN, a CHECKPOINT or --images DIR_A DIR_B, one of them only");
  }
  if (options.images.empty()) {
    if (!command.size.empty()) throw UsageError("--size belongs to --images");
    return;
  }
  for (const char* name : {"--best", "--raw", "--data", "--real", "--device"}) {
    if (app.count(name) > 0) throw UsageError(std::string(name) + " does not go with --images");
  }
}

void run(EvaluateCommand& command, const CLI::App& app) {
  check(command, app);
  if (!command.size.empty()) command.options.size = parse_size(command.size);
  keep_freed_memory();
  StatusLine status;
  const Evaluation evaluation = evaluate(command.options, status);
  status.clear();
  const std::string text =
      command.json ? evaluation_json(evaluation).dump(2) + "\n" : evaluation_text(evaluation);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);  // before files, which a full disk may refuse
  write_evaluation(evaluation);
}

void add_options(CLI::App& app, EvaluateCommand& command) {
  EvaluateOptions& options = command.options;
  app.add_option("source", options.source, "A run (its newest checkpoint) or a checkpoint")
      ->type_name("RUN|CHECKPOINT");
  app.add_option("--images", options.images,
                 "Compare two folders or archives instead, the real images first")
      ->type_name("DIR_A DIR_B")
      ->expected(2);
  app.add_flag("--best", options.best, "The best checkpoint of the run (every.evaluate)");
  app.add_flag("--raw", options.raw, "The weights of the last step, not their average");
  app.add_option("--data", options.data, "Other real images than those of the training")
      ->type_name("DIR");
  app.add_option("--real", options.real,
                 "Which real images: held_out or training; auto is held_out when there are 256")
      ->check(CLI::IsMember({"auto", "held_out", "training"}))
      ->capture_default_str();
  app.add_option("--count", options.count,
                 "Samples, and at most as many real images; if not given, as many samples as there "
                 "are real images, 1,000 to 5,000")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, kMostImages));
  app.add_option("--size", command.size,
                 "Size in pixels that the images of --images are brought to, as in 64 or 48x64")
      ->type_name("HxW");
  app.add_option(
         "--features", options.features,
         "random, or a TorchScript file that makes the features, for FID Inception's; its code "
         "is run, so take files from people you trust (scripts/make_features.py makes one)")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--metrics", options.metrics,
                 "Only these, as in frechet,kernel, and no look for copies; there are " +
                     join(metric_names(), ", "))
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option(
         "--out", options.out,
         "Folder for evaluation.json and pictures of the nearest training images; for a run, "
         "if not given, RUN/evaluations/STEP")
      ->type_name("DIR");
  app.add_option("--save-features", options.save_features,
                 "Write the features of both sets to this safetensors file")
      ->type_name("FILE");
  app.add_option("--device", options.device, "auto, cpu or cuda, for making samples")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  app.add_flag("--json", command.json, "Print one JSON object");
}

}  // namespace

void add_evaluate(CLI::App& program) {
  auto command = std::make_shared<EvaluateCommand>();
  CLI::App* app = program.add_subcommand(
      "evaluate", "Measure how like the real images samples are, or one folder of images another");
  add_options(*app, *command);
  app->callback([command, app] { run(*command, *app); });
}

}  // namespace leakygan
