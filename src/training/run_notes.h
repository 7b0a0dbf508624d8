#pragma once

#include <exception>

#include "checkpoint/run_folder.h"
#include "training/prepare.h"
#include "training/resume.h"
#include "training/run.h"
#include "training/trainer.h"

// What a run's folder says of the run: config.yaml, run.json, skipped.txt, samples/real.png.

namespace leakygan {

// A new folder with all that stands in it before the first step.
RunFolder make_run(const Config& config, const Prepared& prepared, const RunContext& context);

// That it starts from these weights.
void note_origin(RunFolder& run, const Checkpoint& weights);

// That it went on.
void note_resumption(RunFolder& run, const Resumption& plan, const Config& config,
                     const Prepared& prepared, const RunContext& context);

// How far it came.
void note_end(RunFolder& run, const Trainer& trainer, Ending ending);

// That it failed, and why: "failure" is diverged, warning (one of training.stop_on) or error.
// Trained again, a run that diverged would diverge again, but a disk may have room by then.
void note_failure(RunFolder& run, const std::exception& error, StatusLine& status);

// That the run is complete, where run.json does not say so: the process was killed after it wrote
// the last checkpoint.
void note_completion(const fs::path& folder, const Checkpoint& last);

}  // namespace leakygan
