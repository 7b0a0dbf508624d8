#include <algorithm>

#include "checkpoint/run_folder.h"
#include "config/load.h"
#include "report/run/run_sections.h"
#include "support/error.h"

namespace leakygan {
namespace {

constexpr std::size_t kPoints = 120;  // of a curve

// The curves of steps are thinned; others have few points.
std::vector<Curve> curves_of(const RunView& run) {
  std::vector<Curve> curves = score_curves(run.log);
  for (Curve& curve : training_curves(run.log)) {
    curve.points = thinned(curve.points, kPoints, static_cast<double>(run.images));
    curves.push_back(std::move(curve));
  }
  for (const char* network : {"discriminator", "generator"}) {
    for (Curve& curve : probe_curves(run.log, {network})) {
      // The signal and what it is made of are the discriminator's alone.
      if (curve.measure != "generator_signal") curve.measure.insert(0, std::string(network) + ".");
      const bool is_new = curve_of(curves, curve.measure).points.empty();
      if (is_new) curves.push_back(std::move(curve));
    }
  }
  // Over the whole training.
  const auto seconds = number_in(run.description, "seconds").value_or(0);
  if (seconds > 0) {
    const auto images = static_cast<double>(run.images);
    curves.push_back({"images_per_second", {{images, images / seconds}}});
  }
  return curves;
}

// The end of a training lies behind its last line of the log where that was not due yet.
void take_end(RunView& run) {
  const std::string state = text_in(run.description, "state");
  if (state != "complete" && state != "interrupted") return;
  const auto take = [&](const char* member, std::int64_t& value) {
    if (const auto number = number_in(run.description, member)) {
      value = static_cast<std::int64_t>(*number);
    }
  };
  take("step", run.steps);
  take("images_seen", run.images);
}

}  // namespace

RunView view_run(const fs::path& folder) {
  if (!is_run_folder(folder)) {
    throw Error(display(folder) +
                ": is not the folder of a run: it has no run.json and config.yaml");
  }
  RunView run = {.folder = folder,
                 .config = load_config(folder / "config.yaml", {}),
                 .description = read_description(folder),
                 .log = read_log(folder),
                 .curves = {}};
  for (const auto& line : run.log) {
    const auto number = [&](const char* name) {
      return static_cast<std::int64_t>(number_in(line, name).value_or(0));
    };
    run.steps = std::max(run.steps, number("step"));
    run.images = std::max(run.images, number("images"));
  }
  if (run.steps == 0) throw Error(display(folder) + ": nothing was logged there yet");
  take_end(run);
  run.curves = curves_of(run);
  return run;
}

std::optional<double> number_in(const nlohmann::ordered_json& json, const char* member) {
  if (!json.is_object()) return std::nullopt;
  const auto found = json.find(member);
  if (found == json.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

std::string text_in(const nlohmann::ordered_json& json, const char* member) {
  if (!json.is_object()) return "";
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace leakygan
