#pragma once

#include <cstdint>
#include <optional>
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

// What keeps a network's signals in bounds: statistics of the batch (Ioffe and Szegedy 2015), of
// groups of an image's channels (Wu and He 2018), of each channel (Ulyanov et al. 2016), of a whole
// image (Ba et al. 2016), each with a scale and a shift for every channel; or the weights' largest
// singular value (Miyato et al. 2018).
enum class Normalization { none, batch, spectral, group, instance, layer };

// The names of the normalizations as they stand in a configuration, in the order of the enum.
const std::vector<std::string>& normalization_names();

// Whether it follows a convolution as a layer of its own.
constexpr bool is_layer(Normalization normalization) {
  return normalization != Normalization::none && normalization != Normalization::spectral;
}

// The largest singular value that weights have by a network's options; nullopt is any.
template <typename Options>
std::optional<double> spectral_norm(const Options& options) {
  if (options.normalization != Normalization::spectral) return std::nullopt;
  return options.spectral_norm;
}

// How large convolution weights are drawn.
enum class Initialization { fixed, gain };

const std::vector<std::string>& initialization_names();

// How a generator is told the class of the image that it shall make: by a learned vector beside the
// latent, or by a scale and a shift for each channel after each normalization (conditional
// BatchNorm, Dumoulin et al. 2017, eq. 5). Automatic is the second where a normalization is a
// layer.
enum class Conditioning { automatic, embedding, normalization };

const std::vector<std::string>& conditioning_names();

// What latents are drawn from: N(0, 1), or the numbers from -1 to 1 alike.
enum class LatentDistribution { normal, uniform };

const std::vector<std::string>& latent_distribution_names();

struct GeneratorOptions {
  std::string architecture = "dcgan";
  std::int64_t latent = 100;  // length of the latent vector z
  LatentDistribution distribution = LatentDistribution::normal;
  std::int64_t width = 64;  // channels of the layer next to the image
  Normalization normalization = Normalization::batch;
  double spectral_norm = 1.0;  // where that is spectral
  Initialization init = Initialization::fixed;
  Activation activation = {ActivationKind::relu, 0.0};
  Conditioning conditioning = Conditioning::automatic;
  std::int64_t classes = 0;  // of the images, known when they are read; 0: it is told of none
};

// How many classes its normalizations have scales and shifts for; 0 where it is told otherwise.
inline std::int64_t scaled_classes(const GeneratorOptions& options) {
  const bool scales = options.conditioning == Conditioning::automatic
                          ? is_layer(options.normalization)
                          : options.conditioning == Conditioning::normalization;
  return scales ? options.classes : 0;
}

struct DiscriminatorOptions {
  std::string architecture = "dcgan";
  std::int64_t width = 64;  // channels of the layer next to the image
  Normalization normalization = Normalization::batch;
  double spectral_norm = 1.0;  // where that is spectral
  Initialization init = Initialization::fixed;
  Activation activation = {ActivationKind::leaky_relu, 0.2};
  std::int64_t classes = 0;  // as for the generator
};

}  // namespace leakygan
