#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leakygan {
namespace {

// From 1 to `end` as `done` goes from 0 to 1.
double cosine(double done, double end) {
  return end + (1 - end) * (1 + std::cos(std::numbers::pi * done)) / 2;
}

}  // namespace

Scheduled scheduled(const Config& config, std::int64_t images) {
  Scheduled now;
  now.instance_noise = config.objective.instance_noise;
  if (!config.training.schedule_images) return now;
  const auto all = static_cast<double>(*config.training.schedule_images);
  const double done = std::min(1.0, static_cast<double>(images) / all);
  if (config.optimizer.schedule == "cosine") now.learning_rate = cosine(done, 0);
  now.penalty = cosine(done, config.objective.penalty_final);
  now.instance_noise *= 1 - done;
  return now;
}

}  // namespace leakygan
