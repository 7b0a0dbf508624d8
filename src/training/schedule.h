#pragma once

#include <cstdint>

#include "config/config.h"

namespace leakygan {

// What changes over a training, as of a step.
struct Scheduled {
  double learning_rate = 1;   // share of both learning rates
  double penalty = 1;         // share of the penalties' weights
  double instance_noise = 0;  // standard deviation
};

// After `images` real images were shown. Without config.training.schedule_images nothing changes.
Scheduled scheduled(const Config& config, std::int64_t images);

}  // namespace leakygan
