#include <ATen/ATen.h>

#include <cmath>

#include "report/image_grid.h"
#include "report/png.h"
#include "support/process.h"
#include "support/text.h"
#include "training/finite.h"
#include "training/pixels.h"
#include "training/run_checkpoints.h"
#include "training/trainer.h"

// What a training shows and writes.

namespace leakygan {
namespace {

std::string percent(double share) { return std::to_string(static_cast<int>(100 * share)) + "%"; }

std::string speed_text(double images_per_second) {
  constexpr double kTen = 10;  // below it, a rounded number would say little
  return (images_per_second < kTen ? short_number(images_per_second)
                                   : count_text(std::int64_t{std::llround(images_per_second)})) +
         " images/s";
}

}  // namespace

// The first step went well: from here on files are written. Those of a run that is resumed are set
// back to where the checkpoint stands.
void Trainer::begin_writing() {
  if (start_.takes_back) {
    run_.repair();
    // First of all: until it is there, the newest checkpoint is one of the branch that was left.
    if (start_.resume && start_.branch != start_.resume->progress.branch) write_checkpoint();
    const TakenBack back = take_back(run_.metrics(), first_step_, run_.removed_metrics());
    nlohmann::ordered_json mark = {{"step", first_step_}};
    if (back.last_step > 0) mark["rewound_from"] = back.last_step;
    auto& resumed = progress_.log.resumed;
    if (!resumed.is_null()) mark["before"] = std::move(resumed);
    resumed = std::move(mark);
    restore_best();
  }
  if (start_.takes_back) describe_warnings();
  log_.emplace(run_.metrics());
  note_first_step();
  start_.first_step_done();
}

void Trainer::note_first_step() {
  const double seconds = seconds_since_process_start();
  if (first_step_ == 0) run_.describe({{"seconds_to_first_step", seconds}});
  run_.describe({{"evaluation", scores_.protocol()}});
  status_.print("first step done " + short_number(seconds) + " s after the program's start");
}

// In the order in which they are wanted: a narrow terminal cuts the end.
std::string Trainer::progress_text() const {
  const double done = length_.done(images(), seconds());
  const double before = length_.done(first_step_ * config_.training.step_images(), seconds_before_);
  const double left =
      done > before ? (seconds() - seconds_before_) * (1 - done) / (done - before) : 0;
  const double speed = static_cast<double>(config_.training.step_images()) / step_seconds_;
  return percent(done) + " of " + length_.text() + ", " + duration_text(left) + " left  step " +
         count_text(step_) + "  loss D " + short_number(last_report_.discriminator_loss) + " G " +
         short_number(last_report_.generator_loss) + "  epoch " + short_number(epoch()) + "  " +
         speed_text(speed);
}

void Trainer::write_log_line() {
  TrainingProgress::Log& last = progress_.log;
  const double now = seconds();
  const auto shown = static_cast<double>((step_ - last.step) * config_.training.step_images());
  nlohmann::ordered_json line = {{"step", step_},
                                 {"images", images()},
                                 {"epoch", epoch()},
                                 {"seconds", now},
                                 {"images_per_second", shown / (now - last.seconds)}};
  Means means = last.means;
  means.take_into(line);
  if (!last.resumed.is_null()) line["resumed"] = last.resumed;
  log_->write(line);
  last = {step_, now, {}, {}};
}

void Trainer::write_samples() {
  Generator& generator = average_ ? average_->network() : gan_.generator();
  const at::Tensor images =
      sample(generator, previews_.latents, previews_.labels, gan_.device(), config_.training.batch);
  if (!at::isfinite(images).all().item<bool>()) diverged(step_, "the samples are not finite");
  const Picture grid = image_grid(to_pixels(images), shape_, previews_.columns);
  last_samples_ = write_beside(run_.sample_grid(step_), encode_png(grid.pixels, grid.shape));
}

std::vector<NamedTensor> Trainer::state() const {
  std::vector<NamedTensor> all = gan_.state();
  if (average_) {
    for (auto& named : tensors_of(kGeneratorAverage, average_->network())) all.push_back(named);
  }
  return all;
}

void Trainer::write_checkpoint() {
  if (!weights_are_finite()) diverged(step_, "the weights are not finite");
  if (log_) log_->sync();  // what the checkpoint counts as logged must not be lost after it
  TrainingProgress progress = progress_;
  progress.step = step_;
  progress.images = images();
  progress.seconds = seconds();
  progress.watchdog = watchdog_.state();
  const fs::path file = checkpoint_file(run_.path(), step_, progress.branch);
  save_checkpoint(file, state(), config_, progress);
  run_.write_latest(file, step_, images());
  if (progress.best && progress.best->step == step_) run_.write_best(*progress.best);
  remove_old_checkpoints(run_.path(), progress.branch, config_.keep.checkpoints);
  progress_ = std::move(progress);
  last_checkpoint_ = file;
  saved_at_ = std::chrono::steady_clock::now();
}

void Trainer::rescue(bool has_diverged) {
  if (!log_) return;  // nothing of this sitting is on the disk, and a step that failed is no loss
  std::string result = "no weights were saved";
  try {
    // Half of a step is no place to go on from, nor are weights from which the next one diverges.
    // The checkpoint of a complete training says that all of its measurements were made.
    const bool is_complete = length_.reached(images(), seconds());
    if (!in_step_ && !has_diverged && !is_complete && step_ != progress_.step) {
      write_checkpoint();
      result = "the weights as they are now: " + display(last_checkpoint_);
    } else {
      if (!last_checkpoint_.empty()) result = "newest checkpoint: " + display(last_checkpoint_);
      if (step_ != progress_.log.step) write_log_line();
    }
  } catch (const std::exception& e) {
    result += std::string(": ") + e.what();
    if (!last_checkpoint_.empty()) result += "; newest checkpoint: " + display(last_checkpoint_);
  }
  status_.print(result);
}

}  // namespace leakygan
