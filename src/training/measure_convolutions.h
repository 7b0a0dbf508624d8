#pragma once

#include <cstdint>
#include <vector>

#include "models/convolution_choice.h"

namespace leakygan {

// How one product of a layer is computed, and the seconds that both ways took; 0 where there was no
// time to measure them and the algorithm is the one that is usually faster.
struct ProductChoice {
  ConvolutionAlgorithm algorithm = ConvolutionAlgorithm::direct;
  double direct_seconds = 0;
  double winograd_seconds = 0;
};

struct MeasuredLayer {
  StridedLayer layer;
  ProductChoice down;
  ProductChoice up;
  ProductChoice weights;

  ConvolutionChoice choice() const { return {down.algorithm, up.algorithm, weights.algorithm}; }
};

// Times both algorithms by turns on random numbers, each product of each layer, for up to `batch`
// images: fewer where a product would take long. Stops measuring after `seconds`; what is left then
// goes by what is usually faster.
std::vector<MeasuredLayer> measure_convolutions(const std::vector<StridedLayer>& layers,
                                                std::int64_t batch, double seconds);

}  // namespace leakygan
