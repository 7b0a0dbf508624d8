#include "study/analysis/profile.h"
#include "study/curves.h"
#include "study/results.h"

namespace leakygan {

DataTable profile_table(const StudyResults& results) {
  DataTable table = {"profile", {"arm", "score", "share"}};
  for (const std::size_t arm : compared_arms(results.facts)) {
    for (const ProfilePoint& point : performance_profile(results.facts, arm)) {
      table.rows.push_back({results.facts.arms[arm].name, point.score, point.share});
    }
  }
  return table;
}

DataTable progress_table(const StudyResults& results) {
  DataTable table = {"progress", {"arm", "measure", "images", "median", "low", "high", "runs"}};
  for (std::size_t arm = 0; arm < results.curves.size(); ++arm) {
    for (const ArmCurve& curve : results.curves[arm]) {
      for (const ArmPoint& point : curve.points) {
        table.rows.push_back({results.facts.arms[arm].name, curve.measure, point.images,
                              point.median, point.low, point.high, point.runs});
      }
    }
  }
  return table;
}

DataTable curves_table(const StudyResults& results) {
  DataTable table = {"curves", {"arm", "seed", "measure", "images", "value"}};
  for (std::size_t arm = 0; arm < results.records.size(); ++arm) {
    for (const RunRecord& run : results.records[arm]) {
      for (const Curve& curve : run.curves) {
        for (const Point& point : curve.points) {
          table.rows.push_back(
              {results.facts.arms[arm].name, run.facts.seed, curve.measure, point.x, point.y});
        }
      }
    }
  }
  return table;
}

}  // namespace leakygan
