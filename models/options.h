#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/activation.h"

namespace leakygan {

// Size of the images that a network reads or makes: C x H x W.
struct ImageShape {
  std::int64_t channels = 3;
  std::int64_t height = 64;
  std::int64_t width = 64;
};

// What follows a convolution inside a network.
enum class Normalization { none, batch };

// The names of the normalizations as they stand in a configuration, in the order of the enum.
const std::vector<std::string>& normalization_names();

// How large convolution weights are drawn.
enum class Initialization { fixed, gain };

const std::vector<std::string>& initialization_names();

struct GeneratorOptions {
  std::string architecture = "dcgan";
  std::int64_t latent = 100;  // length of the latent vector z
  std::int64_t width = 64;    // channels of the layer next to the image
  Normalization normalization = Normalization::batch;
  Initialization init = Initialization::fixed;
  Activation activation = {ActivationKind::relu, 0.0};
};

struct DiscriminatorOptions {
  std::string architecture = "dcgan";
  std::int64_t width = 64;  // channels of the layer next to the image
  Normalization normalization = Normalization::batch;
  Initialization init = Initialization::fixed;
  Activation activation = {ActivationKind::leaky_relu, 0.2};
};

}  // namespace leakygan
