#include "training/measure_convolutions.h"

#include <torch/utils.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "models/conv4x4s2_kernels.h"

namespace leakygan {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kMostMultiplyAdds = 8e8;  // of one product that is timed
constexpr double kSecondsOfProduct = 0.03;
constexpr int kMostRounds = 20;
// A layer next to the image: three channels leave most of a vector register empty.
constexpr std::int64_t kFewChannels = 16;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double seconds_of(const std::function<void()>& body) {
  const auto begin = Clock::now();
  body();
  return seconds_since(begin);
}

// The least of some rounds by turns; the first of each is not counted.
ProductChoice time_product(const std::function<void(ConvolutionAlgorithm)>& product) {
  const auto direct = [&] { product(ConvolutionAlgorithm::direct); };
  const auto winograd = [&] { product(ConvolutionAlgorithm::winograd); };
  direct();
  winograd();
  double least_direct = seconds_of(direct);
  double least_winograd = seconds_of(winograd);
  const auto begin = Clock::now();
  for (int i = 0; i < kMostRounds && seconds_since(begin) < kSecondsOfProduct; ++i) {
    least_direct = std::min(least_direct, seconds_of(direct));
    least_winograd = std::min(least_winograd, seconds_of(winograd));
  }
  const auto faster =
      least_winograd < least_direct ? ConvolutionAlgorithm::winograd : ConvolutionAlgorithm::direct;
  return {faster, least_direct, least_winograd};
}

// From LibTorch's own generator, which no training draws from.
at::Tensor random(at::IntArrayRef sizes) {
  return at::randn(sizes).contiguous(at::MemoryFormat::ChannelsLast);
}

MeasuredLayer measure(const StridedLayer& layer, std::int64_t batch,
                      const std::function<bool()>& late) {
  const bool wide = std::min(layer.channels, layer.coarse_channels) >= kFewChannels;
  const auto usual = wide ? ConvolutionAlgorithm::winograd : ConvolutionAlgorithm::direct;
  MeasuredLayer times = {layer, {usual}, {ConvolutionAlgorithm::winograd}, {usual}};
  if (late()) return times;
  const auto most =
      static_cast<std::int64_t>(kMostMultiplyAdds / static_cast<double>(layer.multiply_adds()));
  const std::int64_t images = std::clamp<std::int64_t>(most, 1, batch);
  const at::Tensor fine = random({images, layer.channels, layer.height, layer.width});
  const at::Tensor coarse =
      random({images, layer.coarse_channels, layer.height / 2, layer.width / 2});
  const at::Tensor weights = random({layer.coarse_channels, layer.channels, 4, 4});
  Conv4x4s2Kernels kernels;
  times.down = time_product([&](ConvolutionAlgorithm algorithm) {
    kernels.choice.down = algorithm;
    kernels.down(fine, weights);
  });
  if (late()) return times;
  times.up = time_product([&](ConvolutionAlgorithm algorithm) {
    kernels.choice.up = algorithm;
    kernels.up(coarse, weights, layer.height, layer.width);
  });
  if (late()) return times;
  times.weights = time_product([&](ConvolutionAlgorithm algorithm) {
    kernels.choice.weights = algorithm;
    kernels.weight_gradient(fine, coarse);
  });
  return times;
}

}  // namespace

std::vector<MeasuredLayer> measure_convolutions(const std::vector<StridedLayer>& layers,
                                                std::int64_t batch, double seconds) {
  const torch::NoGradGuard no_grad;
  const auto begin = Clock::now();
  std::vector<MeasuredLayer> all;
  for (const auto& layer : layers) {
    all.push_back(measure(layer, batch, [&] { return seconds_since(begin) > seconds; }));
  }
  return all;
}

}  // namespace leakygan
