#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/activation.h"

namespace leakygan {

// Thresholds of LayerReport::dormant_channels.
inline constexpr std::array<double, 3> kDormantBelow = {0, 0.025, 0.1};

// A channel is collapsed when its standard deviation is at most this part of the layer's median.
inline constexpr double kCollapsedBelow = 1e-3;

// What became of a layer's channels since the probe before.
struct Turnover {
  std::int64_t active_before = 0;
  std::int64_t went_inactive = 0;  // of those
  std::int64_t inactive_before = 0;
  std::int64_t came_back = 0;  // of those
};

// What passed one activation f in a probe, z being what goes in. A unit is one position of one
// channel; it is inactive when its largest z over all images of the probe is at most 0, and dead
// when the derivative f' is 0 there for each of them as well. A channel is what all of its units
// are.
struct LayerReport {
  std::string layer;  // "layers.1"
  Activation activation;
  std::int64_t channels = 0;
  std::int64_t units = 0;
  std::int64_t inactive_channels = 0;
  std::int64_t dead_channels = 0;
  std::int64_t inactive_units = 0;
  std::int64_t dead_units = 0;
  std::int64_t collapsed_channels = 0;  // by the standard deviation of f(z)
  // Whose mean |f(z)| is at most that part of the layer's mean (Sokar et al. 2023, "The dormant
  // neuron phenomenon in deep reinforcement learning", definition 3.1).
  std::array<std::int64_t, kDormantBelow.size()> dormant_channels = {};
  double negative_share = 0;              // of z <= 0
  double gate = 0;                        // mean of f'(z)
  double squared_gate = 0;                // mean of f'(z)^2
  double gradient_zeros = 0;              // share of d logit / dz that is exactly 0
  std::vector<bool> inactive = {};        // by channel
  std::optional<Turnover> turnover = {};  // nothing at the first probe
};

struct LogitReport {
  double mean = 0;
  double deviation = 0;  // standard deviation, divided by N
};

struct ProbeReport {
  std::int64_t images = 0;                 // of each kind, real and generated
  std::int64_t gradient_images = 0;        // of each kind, from which derivatives were taken
  std::vector<LayerReport> discriminator;  // real and generated images together
  std::vector<LayerReport> generator;
  double generator_signal = 0;  // mean norm of d logit / d image over generated images
  LogitReport logits;           // of both kinds together
  LogitReport real_logits;
  LogitReport fake_logits;
  // Shares of the images at whose logit a loss has a derivative of exactly 0.
  double real_loss_saturation = 0;       // the discriminator's
  double fake_loss_saturation = 0;       // the discriminator's
  double generator_loss_saturation = 0;  // the generator's
};

}  // namespace leakygan
