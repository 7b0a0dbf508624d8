#pragma once

#include <string>

#include "study/study_folder.h"
#include "training/run.h"

namespace leakygan {

// Starts a run of a study, or goes on with it, in this process, and trains it to its end; a run
// that is complete stays as it is. `run` is ARM/SEED. Throws Error as run_training and
// resume_training do; when the study has no such run, when it failed for a reason that would come
// again, and when another process trains it.
RunResult make_one_run(const StudyFolder& folder, const std::string& run,
                       const std::string& program, StatusLine& status);

}  // namespace leakygan
