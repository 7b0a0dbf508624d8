#include "training/trainer.h"

#include <torch/torch.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "report/image_grid.h"
#include "support/process.h"
#include "support/signals.h"
#include "support/text.h"
#include "training/save.h"
#include "training/watchdog.h"

namespace leakygan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kPreviews = 64;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// [N, C, H, W] in [-1, 1] -> [N, H, W, C] in 0 .. 255, saturated.
std::vector<std::uint8_t> to_bytes(const at::Tensor& images) {
  const at::Tensor bytes =
      ((images + 1) * 127.5).round().clamp(0, 255).to(at::kByte).permute({0, 2, 3, 1}).contiguous();
  const auto* data = bytes.const_data_ptr<std::uint8_t>();
  return {data, data + bytes.numel()};
}

std::string percent(double share) { return std::to_string(static_cast<int>(100 * share)) + "%"; }

std::string short_number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", value);
  return text.data();
}

std::string speed_text(double images_per_second) {
  constexpr double kTen = 10;  // below it, a rounded number would say little
  return (images_per_second < kTen
              ? short_number(images_per_second)
              : count_text(static_cast<std::uint64_t>(std::llround(images_per_second)))) +
         " images/s";
}

}  // namespace

Trainer::Trainer(const Config& config, const ImageStore& store, at::Device device, RunFolder& run,
                 StatusLine& status)
    : config_(config),
      run_(run),
      status_(status),
      image_count_(store.count),
      shape_(store.shape),
      length_(config.training, store.count),
      batches_(store, config.training.batch, config.seed, config.data.flip),
      gan_(config, store.shape, device),
      log_(run.metrics()),
      preview_latents_(
          draw_latents(kPreviews, config.generator.latent, config.seed, "preview latents", 0)) {}

double Trainer::seconds() const { return since(start_); }

Ending Trainer::run() {
  try {
    return train();
  } catch (const std::exception&) {
    rescue();
    throw;
  }
}

Ending Trainer::train() {
  start_ = logged_at_ = Clock::now();
  while ((step_ == 0 || !length_.reached(images(), seconds())) && !stop_requested()) {
    take_step();
    if (step_ == 1) note_first_step();
    if (status_.due()) status_.show(progress_text());
    if (is_due(*config_.every.log)) write_log_line();
    if (is_due(*config_.every.sample)) write_samples();
  }
  const bool complete = length_.reached(images(), seconds());
  if (step_ != logged_step_) write_log_line();
  write_samples();
  write_checkpoint();
  return complete ? Ending::complete : Ending::interrupted;
}

void Trainer::take_step() {
  const auto begin = Clock::now();
  const at::Tensor real = batches_.batch(step_).to(gan_.device());
  const double waited = since(begin);
  const at::Tensor latents =
      draw_latents(config_.training.batch, config_.generator.latent, config_.seed, "latents",
                   static_cast<std::uint64_t>(step_))
          .to(gan_.device());
  try {
    last_report_ = gan_.step(real, latents);
  } catch (const Diverged& e) {
    diverged(step_ + 1, e.what());
  }
  step_ += 1;
  const double seconds = since(begin);
  step_seconds_ = step_ == 1 ? seconds : 0.95 * step_seconds_ + 0.05 * seconds;

  means_.add("discriminator_loss", last_report_.discriminator_loss);
  means_.add("generator_loss", last_report_.generator_loss);
  means_.add("real_logit", last_report_.real_logit);
  means_.add("fake_logit", last_report_.fake_logit);
  means_.add("discriminator_gradient", last_report_.discriminator_gradient);
  means_.add("generator_gradient", last_report_.generator_gradient);
  means_.add("step_seconds", seconds);
  means_.add("data_wait_seconds", waited);
}

void Trainer::note_first_step() {
  const double seconds = seconds_since_process_start();
  run_.describe({{"seconds_to_first_step", seconds}});
  status_.print("first step done " + short_number(seconds) + " s after the program's start");
}

bool Trainer::is_due(std::int64_t every) const {
  return images() / every != (images() - config_.training.batch) / every;
}

double Trainer::epoch() const {
  return static_cast<double>(images()) / static_cast<double>(image_count_);
}

std::string Trainer::progress_text() const {
  const double done = length_.done(images(), seconds());
  const double left = done > 0 ? seconds() * (1 - done) / done : 0;
  const double speed = static_cast<double>(config_.training.batch) / step_seconds_;
  return percent(done) + " of " + length_.text() + "  step " +
         count_text(static_cast<std::uint64_t>(step_)) + "  epoch " + short_number(epoch()) + "  " +
         speed_text(speed) + "  loss D " + short_number(last_report_.discriminator_loss) + " G " +
         short_number(last_report_.generator_loss) + "  " + duration_text(left) + " left";
}

void Trainer::write_log_line() {
  const auto now = Clock::now();
  const double interval = std::chrono::duration<double>(now - logged_at_).count();
  const auto shown = static_cast<double>((step_ - logged_step_) * config_.training.batch);
  nlohmann::ordered_json line = {{"step", step_},
                                 {"images", images()},
                                 {"epoch", epoch()},
                                 {"seconds", seconds()},
                                 {"images_per_second", shown / interval}};
  means_.take_into(line);
  log_.write(line);
  logged_step_ = step_;
  logged_at_ = now;
}

void Trainer::write_samples() {
  const at::Tensor images = gan_.sample(preview_latents_, config_.training.batch);
  if (!at::isfinite(images).all().item<bool>()) diverged(step_, "the samples are not finite");
  write_image_grid(run_.sample_grid(step_), to_bytes(images), shape_);
}

void Trainer::write_checkpoint() {
  if (!weights_are_finite()) diverged(step_, "the weights are not finite");
  save_checkpoint(run_.checkpoint(step_), gan_, config_, step_, images());
}

bool Trainer::weights_are_finite() const {
  return all_finite(gan_.generator()) && all_finite(gan_.discriminator());
}

void Trainer::diverged(std::int64_t step, const std::string& what) const {
  const auto& optimizer = config_.optimizer;
  std::vector<std::string> advice = {
      "lower optimizer.generator.lr (" + number_text(optimizer.generator.lr) +
      ") or optimizer.discriminator.lr (" + number_text(optimizer.discriminator.lr) + ")"};
  if (config_.generator.normalization == Normalization::none) {
    advice.emplace_back("set generator.normalization: batch");
  }
  if (config_.discriminator.normalization == Normalization::none) {
    advice.emplace_back("set discriminator.normalization: batch");
  }
  throw Diverged("training diverged at step " + std::to_string(step) + ": " + what + ": " +
                 join(advice, ", or "));
}

void Trainer::rescue() {
  std::string result = "no weights were saved";
  try {
    if (step_ != logged_step_) write_log_line();
    if (weights_are_finite()) {
      write_checkpoint();
      result = "the weights as they are now: " + display(run_.checkpoint(step_));
    } else {
      result += ": they, or BatchNorm's running statistics, are not finite";
    }
  } catch (const std::exception& e) {
    result += std::string(": ") + e.what();
  }
  status_.print(result);
}

}  // namespace leakygan
