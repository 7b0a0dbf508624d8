#include <ATen/ATen.h>

#include <cmath>

#include "support/signals.h"
#include "support/text.h"
#include "training/run_checkpoints.h"
#include "training/trainer.h"

// How a training measures its generator, and keeps the best.

namespace leakygan {

void Trainer::evaluate() {
  if (!scores_.can_score()) return;
  Generator& generator = average_ ? average_->network() : gan_.generator();
  const StopWaits stop_waits;  // a resumed training would not have these scores
  const std::vector<Score> scores = scores_.score(generator, gan_.device());
  evaluated_step_ = step_;
  evaluated_at_ = std::chrono::steady_clock::now();
  log_->write({{"step", step_}, {"images", images()}, {"evaluation", scores_json(scores)}});
  last_score_ = scores_.deciding(scores);
  if (last_score_) keep_if_best(*last_score_);
}

void Trainer::keep_if_best(double value) {
  const bool is_best = !progress_.best || scores_.is_better(value, progress_.best->value);
  status_.print("step " + count_text(step_) + ": " + scores_.deciding_title() + " " +
                short_number(value) + (is_best ? ", the best so far" : ""));
  if (!is_best) return;
  const fs::path file = checkpoint_file(run_.path(), step_, progress_.branch);
  progress_.best =
      BestCheckpoint{file.filename().string(), step_, images(), config_.evaluate.best, value};
  write_checkpoint();
}

// The best of the steps before the checkpoint that the run goes on from, if it is still there: what
// came later is no part of this run any more.
void Trainer::restore_best() {
  auto& best = progress_.best;
  std::error_code code;
  if (best && !fs::exists(run_.path() / "checkpoints" / best->file, code)) best.reset();
  if (best) {
    run_.write_best(*best);
  } else {
    run_.remove_best();
  }
}

std::string Trainer::best_text() const {
  if (!progress_.best || !scores_.can_score()) return {};
  const BestCheckpoint& best = *progress_.best;
  std::string text = scores_.deciding_title() + " " + short_number(best.value) + " at step " +
                     count_text(best.step);
  if (!last_score_ || evaluated_step_ == best.step) return text;
  text += "; at step " + count_text(evaluated_step_) + " it was " + short_number(*last_score_);
  if (best.value != 0) {
    const double worse = std::abs(*last_score_ - best.value) / std::abs(best.value);
    text += ", " + short_number(100 * worse) + "% worse";
  }
  return text + " (generate and evaluate take --best)";
}

}  // namespace leakygan
