#pragma once

#include <nlohmann/json_fwd.hpp>

#include "config/config.h"
#include "report/status_line.h"
#include "support/files.h"
#include "training/trainer.h"

namespace leakygan {

struct RunResult {
  fs::path folder;
  Ending ending = Ending::complete;
};

// A whole run: reads the images, makes the run's folder in `out`, trains, and says on the status
// line how it goes. `program` describes the program's version for run.json.
// Throws Error; the run has no folder before all images were read. An error after that is noted in
// run.json. Throws Interrupted when a stop was asked for before the folder was made.
RunResult run_training(Config config, const fs::path& out, const std::string& program,
                       StatusLine& status);

}  // namespace leakygan
