#include <torch/utils.h>

#include <array>
#include <cmath>
#include <vector>

#include "metrics/feature_space.h"
#include "support/random.h"

namespace leakygan {
namespace {

constexpr std::int64_t kLongestInput = 64;
constexpr std::int64_t kKernel = 3;
constexpr double kFilterNorm = std::numbers::sqrt2;
constexpr double kEdgeGain = 4.0;
constexpr double kBias = 0.1;

struct Layer {
  at::Tensor weight;
  at::Tensor bias;
  std::int64_t stride = 1;
};

Layer make_layer(std::int64_t in, std::int64_t out, std::int64_t stride, SplitMix64& random) {
  at::Tensor weight = at::empty({out, in, kKernel, kKernel}, at::kDouble);
  at::Tensor bias = at::empty({out}, at::kDouble);
  auto* weights = weight.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < weight.numel(); ++i) weights[i] = random.normal();
  auto* biases = bias.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < out; ++i) biases[i] = kBias * random.normal();
  return {weight, bias, stride};
}

void scale_filters(at::Tensor& weight) {
  const at::Tensor norms = weight.flatten(1).norm(2, 1).reshape({-1, 1, 1, 1});
  weight.mul_(kFilterNorm).div_(norms);
}

std::vector<Layer> make_layers() {
  SplitMix64 random(stream_seed(1, "random features"));
  struct Size {
    std::int64_t in, out, stride;
  };
  std::vector<Layer> layers;
  for (const auto& [in, out, stride] : {Size{3, 32, 1}, Size{32, 64, 2}, Size{64, 128, 2}}) {
    Layer layer = make_layer(in, out, stride, random);
    const bool first = layers.empty();
    const at::Tensor edges = layer.weight.slice(0, 0, c10::nullopt, 2);
    if (first) edges.sub_(edges.mean({2, 3}, true));
    scale_filters(layer.weight);
    if (first) edges.mul_(kEdgeGain);
    layers.push_back({layer.weight.to(at::kFloat).contiguous(at::MemoryFormat::ChannelsLast),
                      layer.bias.to(at::kFloat), stride});
  }
  return layers;
}

class RandomFeatures : public FeatureSpace {
 public:
  RandomFeatures() : layers_(make_layers()) {}

  at::Tensor features(const at::Tensor& images) const override {
    const torch::NoGradGuard no_grad;
    at::Tensor x = images.contiguous(at::MemoryFormat::ChannelsLast).to(at::kFloat);
    x = x.div_(127.5).sub_(1.0);
    while (std::max(x.size(2), x.size(3)) > kLongestInput) {
      // A side of odd length loses its last line; one pixel is not halved.
      x = at::avg_pool2d(
          x, {std::min<std::int64_t>(2, x.size(2)), std::min<std::int64_t>(2, x.size(3))});
    }
    std::vector<at::Tensor> all;
    for (const Layer& layer : layers_) {
      x = at::conv2d(x, layer.weight, layer.bias, layer.stride, kKernel / 2).relu_();
      const auto [variance, mean] = at::var_mean(x, {2, 3}, 0);
      all.push_back(mean);
      all.push_back(variance.sqrt());
    }
    return at::cat(all, 1);
  }

  std::string name() const override { return "random convolutions 1 (448 features)"; }
  std::string id() const override { return "random-1"; }
  std::string frechet_name() const override { return "rFD"; }
  std::string kernel_name() const override { return "rKD"; }

 private:
  std::vector<Layer> layers_;
};

}  // namespace

std::unique_ptr<FeatureSpace> random_features() { return std::make_unique<RandomFeatures>(); }

}  // namespace leakygan
