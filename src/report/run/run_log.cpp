#include "report/run/run_log.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "report/run/probe_shares.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

void add(std::vector<Curve>& curves, const std::string& measure, const ordered_json& line,
         double value) {
  const auto images = line.find("images");
  if (images == line.end() || !images->is_number() || !std::isfinite(value)) return;
  auto curve = std::find_if(curves.begin(), curves.end(),
                            [&](const Curve& one) { return one.measure == measure; });
  if (curve == curves.end()) curve = curves.insert(curve, {measure, {}});
  curve->points.push_back({images->get<double>(), value});
}

// Of a line about steps: what says where it is, and how fast it went.
bool is_no_curve(const std::string& name) {
  static constexpr std::array<const char*, 7> kNames = {
      "step",         "images",           "epoch", "seconds", "images_per_second",
      "step_seconds", "data_wait_seconds"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

std::vector<ordered_json> read_log(const fs::path& run) {
  std::vector<ordered_json> lines;
  std::ifstream file(run / "metrics.jsonl");
  for (std::string text; std::getline(file, text);) {
    auto line = ordered_json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (line.is_object()) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<Curve> training_curves(const std::vector<ordered_json>& log) {
  std::vector<Curve> curves;
  for (const auto& line : log) {
    for (const auto& [name, value] : line.items()) {
      if (value.is_number() && !is_no_curve(name)) add(curves, name, line, value.get<double>());
    }
  }
  return curves;
}

std::vector<Curve> score_curves(const std::vector<ordered_json>& log) {
  std::vector<Curve> curves;
  for (const auto& line : log) {
    const auto scores = line.find("evaluation");
    if (scores == line.end() || !scores->is_object()) continue;
    for (const auto& [name, value] : scores->items()) {
      if (value.is_number()) add(curves, name, line, value.get<double>());
    }
  }
  return curves;
}

std::vector<Curve> probe_curves(const std::vector<ordered_json>& log,
                                const std::vector<std::string>& networks) {
  std::vector<Curve> curves;
  for (const auto& line : log) {
    const auto probe = line.find("probe");
    if (probe == line.end() || !probe->is_object()) continue;
    const ProbeShares shares = probe_shares(*probe, networks);
    const auto take = [&](const char* measure, const std::optional<double>& value) {
      if (value) add(curves, measure, line, *value);
    };
    take("dead_share", shares.dead);
    take("inactive_share", shares.inactive);
    take("dormant_share", shares.dormant);
    take("gradient_sparsity", shares.gradient_zeros);
    take("collapsed_share", shares.collapsed);
    take("generator_signal", shares.generator_signal);
  }
  return curves;
}

Curve curve_of(const std::vector<Curve>& curves, const std::string& measure) {
  const auto found = std::find_if(curves.begin(), curves.end(),
                                  [&](const Curve& one) { return one.measure == measure; });
  return found != curves.end() ? *found : Curve{measure, {}};
}

std::vector<Point> thinned(const std::vector<Point>& points, std::size_t most, double end) {
  std::vector<double> sums(most);
  std::vector<double> counts(most);
  const auto parts = static_cast<double>(most);
  for (const Point& point : points) {
    const double part = std::clamp(std::ceil(point.x / end * parts) - 1, 0.0, parts - 1);
    sums[static_cast<std::size_t>(part)] += point.y;
    counts[static_cast<std::size_t>(part)] += 1;
  }
  std::vector<Point> all;
  for (std::size_t i = 0; i < most; ++i) {
    if (counts[i] == 0) continue;
    all.push_back({end * static_cast<double>(i + 1) / parts, sums[i] / counts[i]});
  }
  return all;
}

}  // namespace leakygan
