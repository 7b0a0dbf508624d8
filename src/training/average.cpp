#include "training/average.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>

#include "models/registry.h"

namespace leakygan {
namespace {

constexpr double kRampUp = 0.05;

}  // namespace

GeneratorAverage::GeneratorAverage(const Generator& generator, const Config& config,
                                   const ImageShape& image, at::Device device)
    : half_life_(static_cast<double>(config.training.ema)),
      network_(architecture(config.generator.architecture)
                   .make_generator(config.generator, image, config.seed)) {
  network_->to(device);
  network_->eval();
  for (auto& parameter : network_->parameters()) parameter.requires_grad_(false);
  update(generator, 0, 0);
}

void GeneratorAverage::update(const Generator& generator, std::int64_t batch, std::int64_t images) {
  const torch::NoGradGuard no_grad;
  const double half_life = std::min(half_life_, kRampUp * static_cast<double>(images));
  // The share of the new weights; all of them before any image was shown.
  const double share =
      half_life > 0 ? 1.0 - std::exp2(-static_cast<double>(batch) / half_life) : 1.0;
  at::_foreach_lerp_(network_->parameters(), generator.parameters(), share);
  const auto from = generator.buffers();
  auto to = network_->buffers();
  for (std::size_t i = 0; i < to.size(); ++i) {
    // The count of batches is no average.
    if (to[i].is_floating_point()) {
      to[i].lerp_(from[i], share);
    } else {
      to[i].copy_(from[i]);
    }
  }
}

}  // namespace leakygan
