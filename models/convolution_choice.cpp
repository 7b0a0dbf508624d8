#include "models/convolution_choice.h"

namespace leakygan {

const std::string& algorithm_name(ConvolutionAlgorithm algorithm) {
  static const std::string names[] = {"direct", "winograd"};
  return names[static_cast<std::size_t>(algorithm)];
}

std::string StridedLayer::text() const {
  const auto shape = [](std::int64_t c, std::int64_t h, std::int64_t w) {
    return std::to_string(c) + "x" + std::to_string(h) + "x" + std::to_string(w);
  };
  return shape(channels, height, width) + " - " + shape(coarse_channels, height / 2, width / 2);
}

std::int64_t StridedLayer::multiply_adds() const {
  return channels * coarse_channels * 16 * (height / 2) * (width / 2);
}

ConvolutionChoice find_choice(const ConvolutionChoices& choices, const StridedLayer& layer) {
  for (const auto& one : choices) {
    if (one.layer == layer) return one.choice;
  }
  return {};
}

}  // namespace leakygan
