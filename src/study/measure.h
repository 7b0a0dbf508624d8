#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/config.h"
#include "support/files.h"

namespace leakygan {

// How the runs of a study share the processor: so many at a time, each with so many threads.
struct Layout {
  std::int64_t parallel = 1;
  std::int64_t threads = 1;
};

// "2 runs at a time with 1 thread each".
std::string layout_text(const Layout& layout);

// What a layout was measured to do.
struct LayoutSpeed {
  Layout layout;
  double images_per_second = 0;              // of all runs together
  double seconds_to_start = 0;               // a run, its images read
  double seconds_to_measure = 0;             // its samples, and to write what comes with that
  std::uint64_t memory = 0;                  // bytes, of the largest run
  nlohmann::ordered_json convolutions = {};  // as run.json has them
};

// Trains `config`, which is resolved, for a few seconds, as often at a time as the layout says, in
// folders below `folder` that it removes again. Throws Error with the reason when a training fails,
// Interrupted when a stop was asked for.
LayoutSpeed measure_layout(const Config& config, const Layout& layout, const fs::path& folder);

// The layouts of `threads` threads worth measuring for `runs` runs: all threads for one run, half
// of them for two, down to one each.
std::vector<Layout> possible_layouts(std::int64_t threads, std::int64_t runs);

}  // namespace leakygan
