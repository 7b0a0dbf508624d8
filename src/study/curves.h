#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/run/run_log.h"
#include "study/run_record.h"

namespace leakygan {

// The curves that a study shows of a run: losses, variety of samples, the score, what the probes
// saw of the networks. Those of steps are means over a fortieth of the study's `images` each, so
// that the points of two runs lie at the same places.
std::vector<Curve> study_curves(const std::vector<nlohmann::ordered_json>& log,
                                const std::string& score, const std::vector<std::string>& networks,
                                std::int64_t images);

// A curve of an arm: where at least one of its runs has a point.
struct ArmPoint {
  double images = 0;
  double median = 0;
  double low = 0;  // the smallest and the largest of the runs'
  double high = 0;
  std::size_t runs = 0;
};

struct ArmCurve {
  std::string measure;
  std::vector<ArmPoint> points;
};

// Those of an arm's runs, in the order of the measures.
std::vector<ArmCurve> arm_curves(const std::vector<RunRecord>& runs);

}  // namespace leakygan
