#include <algorithm>

#include "support/error.h"
#include "support/text.h"
#include "training/trainer.h"

// What a training does when its watchdog barks.

namespace leakygan {
namespace {

std::string text_of(const Warning& warning) {
  return name_of(warning.kind) + ": " + warning.evidence + ": " + warning.advice;
}

}  // namespace

void Trainer::write_warnings() {
  if (last_warnings_.empty()) return;
  for (const auto& warning : last_warnings_) {
    status_.print("warning: step " + count_text(step_) + ": " + text_of(warning));
    log_->write({{"step", step_}, {"warning", to_json(warning)}});
  }
  describe_warnings();
  const auto& kinds = config_.training.stop_on;
  for (const auto& warning : last_warnings_) {
    const bool stops = std::find(kinds.begin(), kinds.end(), name_of(warning.kind)) != kinds.end();
    if (stops) stop_on(warning);
  }
}

void Trainer::stop_on(const Warning& warning) {
  write_log_line();
  write_samples();
  write_checkpoint();
  throw StoppedByWarning(
      "stopped at step " + count_text(step_) + " by training.stop_on: " + text_of(warning) +
      "; to go on from here (the warning comes only once) or from an earlier checkpoint: "
      "leakygan train --resume " +
      shell_text(run_.path()) + " --set KEY=VALUE");
}

// In run.json, those of the branch that is trained.
void Trainer::describe_warnings() {
  run_.describe({{"warnings", to_json(watchdog_.state()).at("told")}});
}

}  // namespace leakygan
