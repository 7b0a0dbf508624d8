#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leakygan {

// Two ways to compute a 4x4 convolution with stride 2, which differ in rounding only.
enum class ConvolutionAlgorithm {
  direct,    // LibTorch's
  winograd,  // ours: 2.56 times fewer multiplications, a rounding error about three times as large
};

// "direct", "winograd".
const std::string& algorithm_name(ConvolutionAlgorithm algorithm);

// One for each direction of a layer.
struct ConvolutionChoice {
  ConvolutionAlgorithm down = ConvolutionAlgorithm::direct;     // towards fewer pixels
  ConvolutionAlgorithm up = ConvolutionAlgorithm::direct;       // towards more
  ConvolutionAlgorithm weights = ConvolutionAlgorithm::direct;  // the gradient of the weights
  bool operator==(const ConvolutionChoice&) const = default;
};

// The layer between [channels, height, width] and [coarse_channels, height / 2, width / 2]. Both
// networks may have it, one each way.
struct StridedLayer {
  std::int64_t channels = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t coarse_channels = 0;
  bool operator==(const StridedLayer&) const = default;

  std::string text() const;            // "64x32x32 - 128x16x16"
  std::int64_t multiply_adds() const;  // of one image, one direction
};

struct LayerChoice {
  StridedLayer layer;
  ConvolutionChoice choice;
};

// What a network goes by; layers that are not in it are computed directly.
using ConvolutionChoices = std::vector<LayerChoice>;

ConvolutionChoice find_choice(const ConvolutionChoices& choices, const StridedLayer& layer);

}  // namespace leakygan
