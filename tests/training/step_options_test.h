#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "config/load.h"
#include "training/step.h"

namespace leakygan::testing {

inline constexpr ImageShape kImage{3, 16, 16};
inline constexpr ImageShape kLargeImage{3, 32, 32};

// Of narrow networks and batches of six images.
inline Config config_with(std::vector<std::string> overrides) {
  for (const char* common : {"data.folder=x", "generator.width=4", "generator.latent=8",
                             "discriminator.width=4", "training.batch=6"}) {
    overrides.emplace_back(common);
  }
  return override_config(parse_config("data: {folder: x}", "test"), overrides);
}

inline StepBatch random_batch() {
  return {torch::rand({6, 3, 16, 16}).mul(2).sub(1).contiguous(at::MemoryFormat::ChannelsLast),
          torch::randn({6, 8})};
}

// Of the parameters, as they are now.
inline std::vector<at::Tensor> copies(const torch::nn::Module& network) {
  std::vector<at::Tensor> all;
  for (const auto& tensor : network.parameters()) all.push_back(tensor.detach().clone());
  return all;
}

}  // namespace leakygan::testing
