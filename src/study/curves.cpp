#include "study/curves.h"

#include <algorithm>
#include <array>
#include <map>

#include "statistics/summary.h"

namespace leakygan {
namespace {

constexpr std::size_t kPoints = 40;

constexpr std::array<const char*, 3> kOfSteps = {"discriminator_loss", "generator_loss",
                                                 "sample_distance"};

}  // namespace

std::vector<Curve> study_curves(const std::vector<nlohmann::ordered_json>& log,
                                const std::string& score, const std::vector<std::string>& networks,
                                std::int64_t images) {
  std::vector<Curve> curves = {curve_of(score_curves(log), score)};
  const auto of_steps = training_curves(log);
  for (const char* measure : kOfSteps) {
    curves.push_back(curve_of(of_steps, measure));
    auto& points = curves.back().points;
    points = thinned(points, kPoints, static_cast<double>(images));
  }
  for (auto& curve : probe_curves(log, networks)) curves.push_back(std::move(curve));
  std::erase_if(curves, [](const Curve& curve) { return curve.points.empty(); });
  return curves;
}

std::vector<ArmCurve> arm_curves(const std::vector<RunRecord>& runs) {
  std::vector<std::string> measures;
  std::map<std::string, std::map<double, std::vector<double>>> values;
  for (const RunRecord& run : runs) {
    for (const Curve& curve : run.curves) {
      if (!values.contains(curve.measure)) measures.push_back(curve.measure);
      for (const Point& point : curve.points) values[curve.measure][point.x].push_back(point.y);
    }
  }
  std::vector<ArmCurve> curves;
  for (const auto& measure : measures) {
    ArmCurve& curve = curves.emplace_back();
    curve.measure = measure;
    for (const auto& [images, all] : values[measure]) {
      const auto [low, high] = std::minmax_element(all.begin(), all.end());
      curve.points.push_back({images, median(all).value(), *low, *high, all.size()});
    }
  }
  return curves;
}

}  // namespace leakygan
