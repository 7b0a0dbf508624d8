#include "study/analysis/profile.h"

#include <algorithm>
#include <cmath>

namespace leakygan {
namespace {

// Of the finished runs, the smaller the better.
std::vector<double> losses_of(const StudyFacts& study, std::size_t arm) {
  std::vector<double> all;
  for (const RunFacts& run : study.arms[arm].runs) {
    const auto score = ranked_score(study, run);
    if (score) all.push_back(study.lower_is_better ? *score : -*score);
  }
  return all;
}

}  // namespace

std::vector<ProfilePoint> performance_profile(const StudyFacts& study, std::size_t arm) {
  const std::vector<double> own = losses_of(study, arm);
  if (own.empty()) return {};
  std::vector<double> levels;
  for (const std::size_t one : compared_arms(study)) {
    for (const double loss : losses_of(study, one)) {
      if (std::isfinite(loss)) levels.push_back(loss);
    }
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  std::vector<ProfilePoint> points;
  for (const double level : levels) {
    const auto count = std::count_if(own.begin(), own.end(), [&](double x) { return x <= level; });
    points.push_back({study.lower_is_better ? level : -level,
                      static_cast<double>(count) / static_cast<double>(own.size())});
  }
  return points;
}

std::optional<double> probability_better(const StudyFacts& study, std::size_t arm,
                                         std::size_t against) {
  const auto own = losses_of(study, arm);
  const auto others = losses_of(study, against);
  if (own.empty() || others.empty()) return std::nullopt;
  double wins = 0;
  for (const double a : own) {
    for (const double b : others) wins += a < b ? 1 : a == b ? 0.5 : 0;
  }
  return wins / static_cast<double>(own.size() * others.size());
}

}  // namespace leakygan
