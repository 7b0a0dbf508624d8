#include "training/trainer.h"

#include <ATen/ATen.h>

#include "data/latents.h"
#include "support/process.h"
#include "support/signals.h"
#include "support/text.h"
#include "training/advice.h"
#include "training/fine_tune.h"
#include "training/finite.h"

namespace leakygan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kCheckpointSeconds = 300;  // every.checkpoint: auto
constexpr double kEvaluationSeconds = 300;  // every.evaluate: auto

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// One makes batches of decoded pixels faster than any network takes them.
int batch_workers(const Config& config) {
  return config.data.cache == "none" ? static_cast<int>(config.data.workers.value_or(1)) : 1;
}

}  // namespace

Trainer::Trainer(const Config& config, const Prepared& prepared, RunFolder& run, StatusLine& status,
                 Start start)
    : config_(config),
      run_(run),
      status_(status),
      start_(std::move(start)),
      image_count_(prepared.dataset.count()),
      shape_(prepared.dataset.shape),
      length_(config.training, prepared.dataset.count()),
      batches_(prepared.dataset, config.training.batch, config.seed, config.data.flip,
               batch_workers(config)),
      gan_(config, prepared.dataset.shape, prepared.device),
      scores_(config, prepared.dataset, prepared.features.get(), status),
      probe_(config, prepared.dataset),
      watchdog_(config, objective(config.objective.loss).limits, prepared.dataset.count(),
                start_.resume ? start_.resume->progress.watchdog : WatchdogState{}),
      previews_(draw_previews(config)) {
  gan_.choose(prepared.convolutions);
  if (start_.weights != nullptr) {
    take_weights(*start_.weights, config, networks_of(gan_), start_.partial, status);
  }
  if (config.training.ema > 0) average_.emplace(gan_.generator(), config, shape_, prepared.device);
  if (start_.resume != nullptr) {
    restore(start_.resume->file, state());
    progress_ = start_.resume->progress;
    step_ = first_step_ = progress_.step;
    seconds_before_ = progress_.seconds;
    last_checkpoint_ = start_.resume->file.path();
  }
  if (start_.resume == nullptr) progress_.inputs = {.weights = checksums(networks_of(gan_))};
  progress_.branch = start_.branch;
  progress_.dataset = {prepared.dataset.count(), prepared.dataset.fingerprint,
                       class_sizes(prepared.dataset.classes)};
  progress_.convolutions = prepared.convolutions;
}

double Trainer::seconds() const { return seconds_before_ + since(began_); }

Ending Trainer::run() {
  try {
    return train();
  } catch (const Diverged&) {
    rescue(true);
    throw;
  } catch (const std::exception&) {
    rescue(false);
    throw;
  }
}

Ending Trainer::train() {
  began_ = saved_at_ = evaluated_at_ = Clock::now();
  const auto is_complete = [&] {
    return step_ > first_step_ && length_.reached(images(), seconds());
  };
  // Whoever kills a run before its first checkpoint would lose the weights that it started from.
  if (start_.weights != nullptr) write_checkpoint();
  while (!is_complete() && !stop_requested()) {
    take_step();
    if (step_ == first_step_ + 1) begin_writing();
    write_warnings();
    if (status_.due()) status_.show(progress_text());
    if (is_due(*config_.every.log)) write_log_line();
    if (!is_complete()) write_what_is_due();
  }
  const Ending ending = is_complete() ? Ending::complete : Ending::interrupted;
  if (step_ > first_step_) write_end(ending);
  return ending;
}

void Trainer::write_what_is_due() {
  if (is_due(*config_.every.sample)) write_samples();
  if (probe_is_due()) probe();
  if (evaluation_is_due()) evaluate();  // after it: may write a checkpoint, which counts it in
  if (checkpoint_is_due() && step_ != progress_.step) write_checkpoint();
}

// The measurements of a complete training come before its checkpoint: nobody would make them up
// from that.
void Trainer::write_end(Ending ending) {
  const bool complete = ending == Ending::complete;
  if (complete && step_ != progress_.log.step) write_log_line();
  if (last_samples_ != run_.sample_grid(step_)) write_samples();
  if (complete && *config_.every.probe > 0 && step_ != probed_step_) probe();
  if (complete && step_ != evaluated_step_) evaluate();
  if (step_ != progress_.step) write_checkpoint();
}

// The next batches and their latents; `waited` takes the seconds until the images were there.
StepInput Trainer::next_input(double& waited) {
  StepInput input = {.index = step_, .measure_distance = watchdog_.wants_distance(step_ + 1)};
  const std::int64_t count = config_.training.discriminator_steps;
  for (std::int64_t number = step_ * count; number < (step_ + 1) * count; ++number) {
    const auto begin = Clock::now();
    const TrainingBatch real = batches_.batch(number);
    waited += since(begin);
    const at::Tensor latents = draw_latents(config_.training.batch, config_.generator, config_.seed,
                                            "latents", static_cast<std::uint64_t>(number));
    if (progress_.inputs) add_step(*progress_.inputs, real.pixels_hash, latents);
    StepBatch batch = {real.images.to(gan_.device()), latents.to(gan_.device())};
    if (real.labels.defined()) batch.labels = real.labels.to(gan_.device());
    input.batches.push_back(std::move(batch));
  }
  return input;
}

void Trainer::take_step() {
  const auto begin = Clock::now();
  double waited = 0;
  const StepInput input = next_input(waited);
  in_step_ = true;
  try {
    last_report_ = gan_.step(input);
  } catch (const Diverged& e) {
    diverged(step_ + 1, e.what());
  }
  step_ += 1;
  if (average_) average_->update(gan_.generator(), config_.training.step_images(), images());
  in_step_ = false;
  last_warnings_ = watchdog_.observe(step_, last_report_);
  const double seconds = since(begin);
  const bool first = step_ == first_step_ + 1;
  step_seconds_ = first ? seconds : 0.95 * step_seconds_ + 0.05 * seconds;
  add_means(seconds, waited);
}

void Trainer::add_means(double step_seconds, double waited) {
  Means& means = progress_.log.means;
  means.add("discriminator_loss", last_report_.discriminator_loss);
  means.add("generator_loss", last_report_.generator_loss);
  means.add("real_logit", last_report_.real_logit);
  means.add("fake_logit", last_report_.fake_logit);
  means.add("discriminator_gradient", last_report_.discriminator_gradient);
  means.add("generator_gradient", last_report_.generator_gradient);
  means.add("loss_saturation", last_report_.discriminator_saturation);
  means.add("generator_saturation", last_report_.generator_saturation);
  if (last_report_.penalty) means.add("penalty", *last_report_.penalty);
  if (last_report_.sample_distance) means.add("sample_distance", *last_report_.sample_distance);
  means.add("step_seconds", step_seconds);
  means.add("data_wait_seconds", waited);
}

bool Trainer::is_due(std::int64_t every) const {
  return images() / every != (images() - config_.training.step_images()) / every;
}

bool Trainer::checkpoint_is_due() const {
  if (config_.every.checkpoint) return is_due(*config_.every.checkpoint);
  return since(saved_at_) >= kCheckpointSeconds;
}

bool Trainer::evaluation_is_due() const {
  if (config_.every.evaluate) return is_due(*config_.every.evaluate);
  return since(evaluated_at_) >= kEvaluationSeconds;
}

double Trainer::epoch() const {
  return static_cast<double>(images()) / static_cast<double>(image_count_);
}

bool Trainer::weights_are_finite() const {
  return all_finite(gan_.generator()) && all_finite(gan_.discriminator());
}

void Trainer::diverged(std::int64_t step, const std::string& what) const {
  throw Diverged("training diverged at step " + std::to_string(step) + ": " + what + ": " +
                 advice_on_divergence(config_));
}

}  // namespace leakygan
