#include "models/dcgan.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>

#include "models/between.h"
#include "models/conv4x4s2.h"
#include "models/initialize.h"
#include "models/whole_convolution.h"

namespace leakygan {

// Convolution, normalization and activation of one planned layer.
class DcganLayer : public torch::nn::Module {
 public:
  // By the options of either network; `classes` that the normalization has scales and shifts for.
  template <typename Options>
  DcganLayer(const PlannedLayer& plan, bool up, const Options& options, std::int64_t classes)
      : DcganLayer(plan, up, spectral_norm(options)) {
    BetweenOptions between;
    if (plan.normalized) between.normalization = options.normalization;
    between.channels = plan.out.channels;
    if (plan.activated) between.activation = options.activation;
    between.classes = classes;
    between_.emplace(*this, "", between);
  }

  // The trace knows it as `name`.
  at::Tensor forward(const at::Tensor& x, const Pass& pass, const std::string& name) {
    return between_->forward(strided_ ? strided_(x) : whole_(x), pass, name);
  }

 private:
  DcganLayer(const PlannedLayer& plan, bool up, std::optional<double> spectral) {
    const ImageShape& fine = up ? plan.out : plan.in;
    const ImageShape& coarse = up ? plan.in : plan.out;
    if (plan.stride == 2) {
      const auto direction = up ? Conv4x4s2Impl::Direction::up : Conv4x4s2Impl::Direction::down;
      const StridedLayer layer = {fine.channels, fine.height, fine.width, coarse.channels};
      strided_ = register_module("conv", Conv4x4s2(direction, layer, plan.bias, spectral));
    } else {
      const auto direction =
          up ? WholeConvolutionImpl::Direction::up : WholeConvolutionImpl::Direction::down;
      whole_ = register_module(
          "conv", WholeConvolution(direction, fine, coarse.channels, plan.bias, spectral));
    }
  }

  Conv4x4s2 strided_ = nullptr;
  WholeConvolution whole_ = nullptr;
  std::optional<Between> between_;
};

namespace {

std::string layer_name(std::size_t i) { return "layers." + std::to_string(i); }

// The planned layers with their initial weights; `options` are those of either network.
template <typename Options>
std::vector<std::shared_ptr<DcganLayer>> make_layers(torch::nn::Module& network,
                                                     const std::vector<PlannedLayer>& plan,
                                                     bool transposed, const Options& options,
                                                     std::int64_t classes, std::uint64_t seed) {
  std::vector<std::shared_ptr<DcganLayer>> layers;
  for (const auto& layer : plan) {
    layers.push_back(std::make_shared<DcganLayer>(layer, transposed, options, classes));
    initialize_layer(*layers.back(), layer_name(layers.size() - 1), seed,
                     initial_deviation(layer, options.init, options.activation));
  }
  auto list = network.register_module("layers", torch::nn::ModuleList());
  for (const auto& layer : layers) list->push_back(layer);
  return layers;
}

}  // namespace

DcganGenerator::DcganGenerator(const GeneratorOptions& options, const ImageShape& image,
                               std::uint64_t seed) {
  seed = stream_seed(seed, "weights generator");
  embedding_ = add_embedding(*this, options, seed);
  layers_ = make_layers(*this, plan_generator(options, image), true, options,
                        scaled_classes(options), seed);
}

at::Tensor DcganGenerator::forward(const at::Tensor& latents, const Pass& pass) {
  at::Tensor x = embedding_ ? embedding_(latents, pass.labels) : latents;
  x = x.view({x.size(0), x.size(1), 1, 1}).contiguous(at::MemoryFormat::ChannelsLast);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    x = layers_[i]->forward(x, pass, layer_name(i));
  }
  return at::tanh_(x);
}

DcganDiscriminator::DcganDiscriminator(const DiscriminatorOptions& options, const ImageShape& image,
                                       std::uint64_t seed) {
  seed = stream_seed(seed, "weights discriminator");
  const auto plan = plan_discriminator(options, image);
  layers_ = make_layers(*this, plan, false, options, 0, seed);
  projection_ = add_projection(*this, options, plan.back().in.channels, seed);
}

at::Tensor DcganDiscriminator::forward(const at::Tensor& images, const Pass& pass) {
  at::Tensor x = images;
  for (std::size_t i = 0; i + 1 < layers_.size(); ++i) {
    x = layers_[i]->forward(x, pass, layer_name(i));
  }
  const at::Tensor logits = layers_.back()->forward(x, pass, {}).view({-1});
  return projection_ ? logits + projection_(x, pass.labels) : logits;
}

}  // namespace leakygan
