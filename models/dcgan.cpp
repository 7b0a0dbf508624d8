#include "models/dcgan.h"

#include <torch/torch.h>

#include "models/activation_layer.h"
#include "models/conv4x4s2.h"
#include "models/initialize.h"
#include "models/leaky_relu.h"
#include "models/normalization.h"
#include "models/whole_convolution.h"

namespace leakygan {

// Convolution, normalization and activation of one planned layer.
class DcganLayer : public torch::nn::Module {
 public:
  DcganLayer(const PlannedLayer& plan, bool up, const Activation& activation) {
    const ImageShape& fine = up ? plan.out : plan.in;
    const ImageShape& coarse = up ? plan.in : plan.out;
    if (plan.stride == 2) {
      using Direction = Conv4x4s2Impl::Direction;
      const StridedLayer layer = {fine.channels, fine.height, fine.width, coarse.channels};
      strided_ = register_module("conv",
                                 Conv4x4s2(up ? Direction::up : Direction::down, layer, plan.bias));
    } else {
      using Direction = WholeConvolutionImpl::Direction;
      whole_ = register_module("conv", WholeConvolution(up ? Direction::up : Direction::down, fine,
                                                        coarse.channels, plan.bias));
    }
    if (plan.normalized) {
      norm_ = register_module("norm", BatchNormalization(plan.out.channels));
    }
    const bool piecewise_linear =
        activation.kind == ActivationKind::relu || activation.kind == ActivationKind::leaky_relu;
    if (plan.activated) applied_ = activation;
    if (plan.activated && plan.normalized && piecewise_linear) {
      slope_ = activation.slope;
    } else if (plan.activated) {
      activation_ = register_module("activation", ActivationLayer(activation));
    }
  }

  // `groups` as in BatchNormalization.
  at::Tensor forward(at::Tensor x, std::int64_t groups) {
    x = convolve(x);
    if (norm_) x = norm_(x, slope_, groups);
    return activation_ ? activation_(std::move(x)) : x;
  }

  // The same, adding its activation, if it has one, to the trace as that of `layer`.
  at::Tensor forward(const at::Tensor& x, std::int64_t groups, const std::string& layer,
                     Trace& trace) {
    if (!applied_) return forward(x, groups);
    at::Tensor z = convolve(x);
    if (norm_) z = norm_(z, 1, groups);
    // The copy is for activations that overwrite what they are given.
    at::Tensor y = activation_ ? activation_(z.clone()) : leaky_relu(z, slope_);
    trace.push_back({layer, activation_ ? activation_->now() : *applied_, z, y});
    return y;
  }

 private:
  at::Tensor convolve(const at::Tensor& x) { return strided_ ? strided_(x) : whole_(x); }

  std::optional<Activation> applied_;  // by the normalization or by a layer of its own
  Conv4x4s2 strided_ = nullptr;
  WholeConvolution whole_ = nullptr;
  BatchNormalization norm_ = nullptr;
  double slope_ = 1;  // of an activation that the normalization applies, else 1
  ActivationLayer activation_ = nullptr;
};

namespace {

// The planned layers with their initial weights; `options` are those of either network.
template <typename Options>
std::vector<std::shared_ptr<DcganLayer>> make_layers(torch::nn::Module& network,
                                                     const std::vector<PlannedLayer>& plan,
                                                     bool transposed, const Options& options,
                                                     std::uint64_t seed) {
  std::vector<std::shared_ptr<DcganLayer>> layers;
  for (const auto& layer : plan) {
    layers.push_back(std::make_shared<DcganLayer>(layer, transposed, options.activation));
    initialize_layer(*layers.back(), "layers." + std::to_string(layers.size() - 1), seed,
                     initial_deviation(layer, options.init, options.activation));
  }
  auto list = network.register_module("layers", torch::nn::ModuleList());
  for (const auto& layer : layers) list->push_back(layer);
  return layers;
}

at::Tensor pass(const std::vector<std::shared_ptr<DcganLayer>>& layers, at::Tensor x,
                std::int64_t groups, Trace* trace) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    x = trace != nullptr ? layers[i]->forward(x, groups, "layers." + std::to_string(i), *trace)
                         : layers[i]->forward(std::move(x), groups);
  }
  return x;
}

}  // namespace

DcganGenerator::DcganGenerator(const GeneratorOptions& options, const ImageShape& image,
                               std::uint64_t seed)
    : latent_(options.latent),
      layers_(make_layers(*this, plan_generator(options, image), true, options,
                          stream_seed(seed, "weights generator"))) {}

at::Tensor DcganGenerator::forward(const at::Tensor& latents, Trace* trace) {
  at::Tensor x = latents.view({-1, latent_, 1, 1}).contiguous(at::MemoryFormat::ChannelsLast);
  x = pass(layers_, std::move(x), 1, trace);
  return at::tanh_(x);
}

DcganDiscriminator::DcganDiscriminator(const DiscriminatorOptions& options, const ImageShape& image,
                                       std::uint64_t seed)
    : layers_(make_layers(*this, plan_discriminator(options, image), false, options,
                          stream_seed(seed, "weights discriminator"))) {}

at::Tensor DcganDiscriminator::forward(const at::Tensor& images, std::int64_t groups,
                                       Trace* trace) {
  return pass(layers_, images, groups, trace).view({-1});
}

}  // namespace leakygan
