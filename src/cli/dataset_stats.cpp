#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/dataset_commands.h"
#include "cli/source.h"
#include "config/load.h"
#include "data/check/contact_sheet.h"
#include "data/check/pixel_statistics.h"
#include "report/status_line.h"
#include "support/error.h"
#include "support/text.h"
#include "training/data_options.h"
#include "training/reading.h"
#include "training/resolve.h"

namespace leakygan {
namespace {

using Json = nlohmann::ordered_json;

struct StatsCommand {
  ConfigSource source;
  bool json = false;
  std::string sheet;  // empty: named after the data set
};

struct Stats {
  Dataset dataset;
  std::vector<ChannelStatistics> channels;
  std::vector<std::size_t> class_sizes;
  std::string sheet;  // where it is; empty when not asked for
};

constexpr double kHalf = 127.5;  // a network sees level / kHalf - 1

std::string channel_name(std::size_t channel, std::size_t count) {
  constexpr std::array kNames = {"red", "green", "blue", "alpha"};
  return count == 1 ? "grey" : kNames[channel];
}

std::string stats_text(const Stats& stats) {
  const Dataset& dataset = stats.dataset;
  std::string text =
      "images       " + count_text(dataset.count()) + " to train on, " +
      count_text(dataset.held_out.size()) + " held out, " + count_text(dataset.skipped.size()) +
      " skipped\nsize         " + std::to_string(dataset.shape.width) + " x " +
      std::to_string(dataset.shape.height) + "\nfingerprint  " + dataset.fingerprint + "\n\n";
  text += "               0 to 255          -1 to 1\n";
  text += "channel      mean  deviation   mean  deviation\n";
  for (std::size_t c = 0; c < stats.channels.size(); ++c) {
    const auto& [mean, deviation] = stats.channels[c];
    std::array<char, 80> line{};
    std::snprintf(line.data(), line.size(), "%-11s %5.1f  %9.1f %6.3f  %9.3f\n",
                  channel_name(c, stats.channels.size()).c_str(), mean, deviation, mean / kHalf - 1,
                  deviation / kHalf);
    text += line.data();
  }
  if (!stats.class_sizes.empty()) text += "\nclasses (images to train on)\n";
  for (std::size_t i = 0; i < stats.class_sizes.size(); ++i) {
    std::array<char, 32> line{};
    std::snprintf(line.data(), line.size(), "%11s  ", count_text(stats.class_sizes[i]).c_str());
    text += line.data() + display(dataset.classes.names[i]) + "\n";
  }
  return stats.sheet.empty() ? text : text + "\ncontact sheet: " + display(stats.sheet) + "\n";
}

std::string stats_json(const Stats& stats) {
  const Dataset& dataset = stats.dataset;
  const ImageShape& shape = dataset.shape;
  Json json = {
      {"training", dataset.count()},        {"held_out", dataset.held_out.size()},
      {"skipped", dataset.skipped.size()},  {"shape", {shape.channels, shape.height, shape.width}},
      {"fingerprint", dataset.fingerprint}, {"channels", Json::array()},
      {"classes", Json::array()},           {"sheet", display(stats.sheet)}};
  for (std::size_t c = 0; c < stats.channels.size(); ++c) {
    const auto& [mean, deviation] = stats.channels[c];
    json["channels"].push_back({{"name", channel_name(c, stats.channels.size())},
                                {"mean", mean / kHalf - 1},
                                {"deviation", deviation / kHalf},
                                {"mean_255", mean},
                                {"deviation_255", deviation}});
  }
  for (std::size_t i = 0; i < stats.class_sizes.size(); ++i) {
    json["classes"].push_back(
        {{"name", display(dataset.classes.names[i])}, {"count", stats.class_sizes[i]}});
  }
  return json.dump(2) + "\n";
}

void print_stats(const StatsCommand& command, bool wants_sheet) {
  StatusLine status;
  Config config = read_config(command.source);
  const ImageList list = find_images(config, status);
  resolve(config, list);
  if (!config.data.workers) {
    config.data.workers = std::max(1U, std::thread::hardware_concurrency());
  }
  const int workers = static_cast<int>(*config.data.workers);
  const LoadReport report = report_reading(status);
  Stats stats;
  stats.dataset = open_dataset(list, dataset_options(config), report);
  stats.channels = pixel_statistics(stats.dataset, workers, {});
  stats.class_sizes = class_counts(stats.dataset.classes);
  if (wants_sheet) {
    const fs::path path = command.sheet.empty() ? config.name + "-sheet.png" : command.sheet;
    stats.sheet = write_beside(path, contact_sheet(stats.dataset)).string();
  }
  status.clear();
  const std::string text = command.json ? stats_json(stats) : stats_text(stats);
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void check_options(const StatsCommand& command) {
  if (!command.sheet.empty() && fs::path(command.sheet).extension() != ".png") {
    throw UsageError("--sheet: " + display(command.sheet) +
                     " does not end in .png; without a name it stands behind the data set");
  }
  if (command.source.source.empty()) {
    throw UsageError("dataset stats needs a CONFIG.yaml or a FOLDER");
  }
}

}  // namespace

void add_dataset_stats(CLI::App& dataset) {
  auto options = std::make_shared<StatsCommand>();
  CLI::App* command = dataset.add_subcommand(
      "stats",
      "Mean and deviation of the training images as networks see them, their number, "
      "classes and fingerprint");
  add_source(*command, options->source, "CONFIG.yaml|FOLDER")->required(false);
  command->add_flag("--json", options->json, "Print one JSON object");
  CLI::Option* sheet =
      command
          ->add_option("--sheet", options->sheet,
                       "Write up to 64 of the images, side by side; NAME-sheet.png in the working "
                       "folder if no file is given")
          ->type_name("FILE.png")
          ->expected(0, 1);
  command->callback([options, sheet] {
    check_options(*options);
    print_stats(*options, sheet->count() > 0);
  });
}

}  // namespace leakygan
