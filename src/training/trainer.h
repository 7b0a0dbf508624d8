#pragma once

#include <chrono>

#include "checkpoint/run_folder.h"
#include "config/config.h"
#include "data/batches.h"
#include "report/metrics_log.h"
#include "report/status_line.h"
#include "training/run_length.h"
#include "training/step.h"

namespace leakygan {

enum class Ending { complete, interrupted };

// Trains a GAN from its start to its end: steps, log lines, sample grids, the last checkpoint.
class Trainer {
 public:
  // `config` is resolved: name, size and intervals are known. What is passed by reference must
  // outlive the trainer. Throws Error when there are fewer images than a batch.
  Trainer(const Config& config, const ImageStore& store, at::Device device, RunFolder& run,
          StatusLine& status);

  // Runs until the end, or until a stop is asked for, and writes what there is then. Throws
  // Diverged when a loss, a gradient, samples or weights are not finite, Error when a file cannot
  // be written, c10::Error when memory ends; all of it after saving the weights if they are finite.
  Ending run();

  std::int64_t step() const { return step_; }
  std::int64_t images() const { return step_ * config_.training.batch; }
  double seconds() const;  // since run() began

 private:
  Ending train();
  void take_step();
  void note_first_step();
  void write_log_line();
  void write_samples();
  void write_checkpoint();
  bool weights_are_finite() const;
  [[noreturn]] void diverged(std::int64_t step, const std::string& what) const;
  void rescue();  // saves what it can after a failure, and never throws
  bool is_due(std::int64_t every) const;
  double epoch() const;
  std::string progress_text() const;

  const Config& config_;
  RunFolder& run_;
  StatusLine& status_;
  std::size_t image_count_;
  ImageShape shape_;
  RunLength length_;
  Batches batches_;
  Gan gan_;
  MetricsLog log_;
  Means means_;
  at::Tensor preview_latents_;
  StepReport last_report_;
  double step_seconds_ = 0;  // smoothed
  std::int64_t step_ = 0;
  std::int64_t logged_step_ = 0;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point logged_at_;
};

}  // namespace leakygan
