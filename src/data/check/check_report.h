#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/check/findings.h"
#include "data/check/quarantine.h"

namespace leakygan {

struct CheckTask {
  const ImageList& list;
  DatasetOptions options;
  bool flip = false;  // data.flip
  std::vector<std::string> obstacles =
      {};                           // why a training would not start whatever the images are
  std::optional<Moved> moved = {};  // files that could not be used and no longer are there
};

// All that is to be said of a data set.
struct CheckReport {
  Overview overview;
  Findings findings;  // those that stop a training first
  bool starts = false;
  std::string reason;  // why it would not start; else empty
  std::size_t training = 0;
  std::size_t held_out = 0;
};

// Whether a training would start is open_dataset's own decision, not a second opinion.
CheckReport report_on(const CheckTask& task, const CheckedImages& images);

// For a terminal; of each finding the first names.
std::string report_text(const CheckTask& task, const CheckedImages& images,
                        const CheckReport& report);

// The same numbers as one JSON object in UTF-8, with all names, as display() has them.
std::string report_json(const CheckTask& task, const CheckedImages& images,
                        const CheckReport& report);

}  // namespace leakygan
