#pragma once

#include <string>
#include <vector>

namespace leakygan {

// Ways to compute a 4x4 convolution with stride 2. They differ in rounding only.
enum class ConvolutionAlgorithm {
  library,   // LibTorch's own
  direct,    // one matrix product with the 4x4 windows
  winograd,  // 2.6 times fewer multiplications, and a rounding error about three times as large
};

// "library", "direct", "winograd", in the order of the enum.
const std::vector<std::string>& convolution_algorithm_names();

// One way for each direction of a layer, whose fine side is the one next to the image.
struct ConvolutionChoice {
  ConvolutionAlgorithm down = ConvolutionAlgorithm::library;     // fine to coarse
  ConvolutionAlgorithm up = ConvolutionAlgorithm::library;       // coarse to fine
  ConvolutionAlgorithm weights = ConvolutionAlgorithm::library;  // the gradient of the weights
  bool operator==(const ConvolutionChoice&) const = default;
};

}  // namespace leakygan
