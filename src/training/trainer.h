#pragma once

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "checkpoint/run_folder.h"
#include "config/config.h"
#include "data/batches.h"
#include "report/metrics_log.h"
#include "report/status_line.h"
#include "support/error.h"
#include "training/average.h"
#include "training/checkpoint.h"
#include "training/generator_scores.h"
#include "training/prepare.h"
#include "training/previews.h"
#include "training/run_length.h"
#include "training/step.h"
#include "training/training_probe.h"
#include "training/watchdog.h"

namespace leakygan {

// Where a training begins: with new weights, where a checkpoint stands, or at step 0 with the
// weights of one.
struct Start {
  const Checkpoint* resume = nullptr;
  const Checkpoint* weights = nullptr;
  bool partial = false;     // of `weights` take what fits, and say how much that is
  std::int64_t branch = 0;  // that checkpoints are written on, run_checkpoints.h
  bool takes_back = false;  // the folder may hold log lines that are ahead of `resume`
  // Called after the first step: a run that is resumed is left as it is until then.
  std::function<void()> first_step_done = [] {};
};

// A warning came that training.stop_on names.
class StoppedByWarning : public Error {
 public:
  using Error::Error;
};

// Trains a GAN from its start to its end: steps, log lines, sample grids, checkpoints.
class Trainer {
 public:
  // `config` is resolved: name, size and intervals are known. What is passed by reference must
  // outlive the trainer. Throws Error when there are fewer images than a batch, or a checkpoint
  // does not fit.
  Trainer(const Config& config, const Prepared& prepared, RunFolder& run, StatusLine& status,
          Start start);

  // Runs until the end, or until a stop is asked for, and writes what there is then. Throws
  // Diverged when a loss, a gradient, samples or weights are not finite, Error when a file cannot
  // be written, StoppedByWarning, c10::Error when memory ends; all of it after saving what is worth
  // it.
  Ending run();

  std::int64_t step() const { return step_; }
  std::int64_t images() const { return step_ * config_.training.step_images(); }
  double seconds() const;  // of training, with those before a resumption

  // Where the newest of each was written; empty when none was.
  const fs::path& last_samples() const { return last_samples_; }
  const fs::path& last_checkpoint() const { return last_checkpoint_; }

  // "rFD 12.3 at step 800; at the end 15.2, 24% worse"; empty when nothing was measured.
  std::string best_text() const;
  const std::optional<BestCheckpoint>& best() const { return progress_.best; }

  // What it was given so far; nothing when it goes on from a checkpoint that does not say.
  const std::optional<TrainingInputs>& inputs() const { return progress_.inputs; }

 private:
  Ending train();
  void write_what_is_due();
  void write_end(Ending ending);
  void take_step();
  StepInput next_input(double& waited);
  void add_means(double step_seconds, double waited);
  void begin_writing();
  void note_first_step();
  void write_warnings();  // what the watchdog said of the last step
  [[noreturn]] void stop_on(const Warning& warning);
  void describe_warnings();
  void write_log_line();
  void write_samples();
  void write_checkpoint();
  void probe();
  void tell_dead(const ProbeReport& report);
  void evaluate();
  void keep_if_best(double value);
  void restore_best();
  std::vector<NamedTensor> state() const;
  bool weights_are_finite() const;
  [[noreturn]] void diverged(std::int64_t step, const std::string& what) const;
  void rescue(bool has_diverged);  // saves what it can after a failure, and never throws
  bool is_due(std::int64_t every) const;
  bool checkpoint_is_due() const;
  bool evaluation_is_due() const;
  bool probe_is_due() const;
  double epoch() const;
  std::string progress_text() const;

  const Config& config_;
  RunFolder& run_;
  StatusLine& status_;
  Start start_;
  std::size_t image_count_;
  ImageShape shape_;
  RunLength length_;
  Batches batches_;
  Gan gan_;
  std::optional<GeneratorAverage> average_;
  GeneratorScores scores_;
  TrainingProbe probe_;
  Watchdog watchdog_;
  Previews previews_;
  // Step and seconds as of the last checkpoint; what is logged as of now.
  TrainingProgress progress_;
  std::optional<MetricsLog> log_;
  StepReport last_report_;
  std::vector<Warning> last_warnings_;
  double step_seconds_ = 0;  // smoothed
  bool in_step_ = false;     // the networks are between two steps otherwise
  std::int64_t step_ = 0;
  std::int64_t first_step_ = 0;
  double seconds_before_ = 0;
  std::int64_t evaluated_step_ = 0;
  std::int64_t probed_step_ = 0;
  std::int64_t dead_told_ = 0;        // channels
  std::optional<double> last_score_;  // that decides which checkpoint is best
  fs::path last_samples_;
  fs::path last_checkpoint_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point saved_at_;
  std::chrono::steady_clock::time_point evaluated_at_;
};

}  // namespace leakygan
