#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/page/chart.h"
#include "support/files.h"

namespace leakygan {

// One number of a training at its points in time.
struct Curve {
  std::string measure;        // "generator_loss", as in metrics.jsonl
  std::vector<Point> points;  // x: images shown; y: finite
};

// The lines of a run's metrics.jsonl that are JSON objects, in their order; none without a file.
// What a killed process left half-written is passed over.
std::vector<nlohmann::ordered_json> read_log(const fs::path& run);

// Losses and what else the trainer logs of its steps, each name that comes in any line, in the
// order in which they first come; without speeds and times.
std::vector<Curve> training_curves(const std::vector<nlohmann::ordered_json>& log);

// The scores of the samples, of those measured at least once.
std::vector<Curve> score_curves(const std::vector<nlohmann::ordered_json>& log);

// What the probes saw of the networks "discriminator" or "generator", all layers of the named ones
// together (probe_shares.h).
std::vector<Curve> probe_curves(const std::vector<nlohmann::ordered_json>& log,
                                const std::vector<std::string>& networks);

// The curve of this name; one without points when there is none.
Curve curve_of(const std::vector<Curve>& curves, const std::string& measure);

// At most `most` points, one for each of as many equal parts of the x axis from 0 to `end`: the
// mean of those in it, at its end. Points beyond the end count to the last part.
std::vector<Point> thinned(const std::vector<Point>& points, std::size_t most, double end);

}  // namespace leakygan
