#pragma once

#include <optional>

namespace leakygan {

// What one step tells about itself; of several updates of the discriminator, what the last does
// (of the penalty, what the last that has one does).
struct StepReport {
  double discriminator_loss = 0;
  double generator_loss = 0;
  double real_logit = 0;  // mean over the batch, before the discriminator's update
  double fake_logit = 0;
  double discriminator_gradient = 0;  // Euclidean norm over all parameters, before it is clipped
  double generator_gradient = 0;
  // Share of the logits at which the loss has a derivative of exactly 0, 0 to 1.
  double discriminator_saturation = 0;
  double generator_saturation = 0;
  std::optional<double> penalty =
      {};  // with its weight, in steps that have one; no part of the loss
  std::optional<double> sample_distance = {};  // distance_ratio, in steps that were to measure it
};

}  // namespace leakygan
