#pragma once

#include <span>
#include <string>

#include "config/config.h"
#include "models/convolution_choice.h"
#include "report/status_line.h"
#include "support/files.h"
#include "training/run_length.h"

namespace leakygan {

struct Checkpoint;

struct RunResult {
  fs::path folder;
  Ending ending = Ending::complete;
};

// What a run is told besides its configuration.
struct RunContext {
  fs::path out;          // where new run folders are made
  std::string program;   // the program's version, for run.json
  StatusLine& status;    // says how it goes
  bool verbose = false;  // and more of it

  // What a study asks of its runs.
  bool exact_name = false;       // the new folder is OUT/NAME itself, no NAME-2
  std::string fingerprint = {};  // that the images must have, unless it is empty
  const ConvolutionChoices* convolutions = nullptr;  // of a run from its first step; else measured
};

// A whole run: reads the images, makes the run's folder, trains. With `weights` it starts from
// those of a checkpoint, `partial` as in take_weights.
// Throws Error; the run has no folder before all images were read. An error after that is noted in
// run.json. Throws Interrupted when a stop was asked for before the folder was made.
RunResult run_training(Config config, const RunContext& context,
                       const Checkpoint* weights = nullptr, bool partial = false);

// Goes on with a run, in its folder, or with a checkpoint on its own, in a new one. Nothing is
// written before a step was taken; for a run that is complete nothing at all, and it is said so.
// Throws as run_training does, and Error as plan_resumption does.
RunResult resume_training(const fs::path& run_or_checkpoint, std::span<const std::string> overrides,
                          const RunContext& context);

}  // namespace leakygan
