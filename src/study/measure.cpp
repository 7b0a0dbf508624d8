#include "study/measure.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

#include "checkpoint/run_folder.h"
#include "config/load.h"
#include "support/child_process.h"
#include "support/error.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSeconds = 5;  // that each training takes steps

// The training of `config` that a child does: short, and every step in its log.
Config measuring_config(const Config& config, const Layout& layout) {
  Config measuring = config;
  measuring.name = "run";
  measuring.threads = layout.threads;
  measuring.training.images.reset();
  measuring.training.epochs.reset();
  measuring.training.minutes = kSeconds / 60;
  measuring.every.log = 1;
  const std::int64_t never = std::int64_t{1} << 40;
  measuring.every.sample = never;
  measuring.every.checkpoint = never;
  measuring.every.evaluate = never;
  measuring.every.probe = never;
  return measuring;
}

struct Measured {
  ChildProcess child;
  fs::path folder;
  Clock::time_point begin;
  double seconds = 0;  // from its start to its end
};

Measured start(const Config& config, const fs::path& folder) {
  make_folder(folder);
  write_file_atomic(folder / "config.yaml", dump_config(config));
  const std::vector<std::string> words = {
      own_program().string(), "train", (folder / "config.yaml").string(), "--out", folder.string()};
  return {ChildProcess(words, folder / "log"), folder, Clock::now()};
}

// Until all have ended. Those of a layout begin and end together but for fractions of a second.
void wait_for(std::vector<Measured>& runs) {
  const auto all_ended = [&] {
    return std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run.seconds > 0; });
  };
  while (!all_ended()) {
    throw_if_stopped("measuring speeds");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    for (auto& run : runs) {
      if (run.seconds > 0 || !run.child.exit_code()) continue;
      run.seconds = std::chrono::duration<double>(Clock::now() - run.begin).count();
      const int code = *run.child.exit_code();
      if (code != 0) throw Error("measuring speeds: " + ending_text(code, run.folder / "log"));
    }
  }
}

// Adds what one training of a layout did to its speed.
void add(const Measured& run, LayoutSpeed& speed) {
  const fs::path folder = run.folder / "run";
  std::istringstream text(read_file(folder / "metrics.jsonl"));
  std::vector<std::pair<double, double>> points;  // images, seconds
  for (std::string line; std::getline(text, line);) {
    const auto json = nlohmann::json::parse(line);
    if (json.contains("seconds")) points.emplace_back(json["images"], json["seconds"]);
  }
  if (points.empty()) throw Error(display(folder) + ": the measuring training took no step");
  // The first step prepares what the others use.
  const std::pair<double, double> from = points.size() > 2 ? points[1] : std::pair(0.0, 0.0);
  const auto [images, seconds] = points.back();
  speed.images_per_second += (images - from.first) / (seconds - from.second);
  const auto description = read_description(folder);
  const double start = description.at("seconds_to_first_step").get<double>() - points[0].second;
  speed.seconds_to_start = std::max(speed.seconds_to_start, start);
  speed.seconds_to_measure = std::max(speed.seconds_to_measure, run.seconds - seconds - start);
  speed.memory = std::max(speed.memory, description.at("peak_memory_bytes").get<std::uint64_t>());
  speed.convolutions = description.at("convolutions");
}

}  // namespace

std::string layout_text(const Layout& layout) {
  const std::string threads =
      count_text(layout.threads) + (layout.threads == 1 ? " thread" : " threads");
  if (layout.parallel == 1) return "one run at a time with " + threads;
  return count_text(layout.parallel) + " runs at a time with " + threads + " each";
}

LayoutSpeed measure_layout(const Config& config, const Layout& layout, const fs::path& folder) {
  fs::remove_all(folder);  // what a killed process left
  const Config measuring = measuring_config(config, layout);
  std::vector<Measured> runs;
  for (std::int64_t i = 0; i < layout.parallel; ++i) {
    runs.push_back(start(measuring, folder / std::to_string(i)));
  }
  wait_for(runs);
  LayoutSpeed speed = {.layout = layout};
  try {
    for (const auto& run : runs) add(run, speed);
  } catch (const nlohmann::json::exception&) {
    throw Error(display(folder) + ": the measuring training left no readable files");
  }
  runs.clear();
  fs::remove_all(folder);
  return speed;
}

std::vector<Layout> possible_layouts(std::int64_t threads, std::int64_t runs) {
  std::vector<Layout> layouts;
  const std::int64_t most = std::min(threads, runs);
  for (std::int64_t parallel = 1; parallel < most; parallel *= 2) {
    layouts.push_back({parallel, threads / parallel});
  }
  layouts.push_back({most, threads / most});
  return layouts;
}

}  // namespace leakygan
