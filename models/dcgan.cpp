#include "models/dcgan.h"

#include <torch/torch.h>

#include "models/activation_layer.h"
#include "models/conv4x4s2.h"
#include "models/initialize.h"

namespace leakygan {

// Convolution, normalization and activation of one planned layer.
class DcganLayer : public torch::nn::Module {
 public:
  DcganLayer(const PlannedLayer& plan, bool transposed, const Activation& activation)
      : out_(plan.out) {
    if (plan.stride == 2) {
      using Direction = Conv4x4s2Impl::Direction;
      strided_ = register_module(
          "conv", Conv4x4s2(transposed ? Direction::up : Direction::down, plan.in.channels,
                            plan.out.channels, plan.bias));
      if (const char* e = std::getenv("LG_CONV")) {
        const auto a = static_cast<ConvolutionAlgorithm>(std::atoi(e));
        const bool ends = std::min(plan.in.channels, plan.out.channels) < 16;
        if (!ends) strided_->choose({a, a, a});
        else strided_->choose({ConvolutionAlgorithm::library, a, ConvolutionAlgorithm::library});
      }
    } else {
      make_dense(plan, transposed);
    }
    if (plan.normalized) {
      norm_ = register_module("norm", torch::nn::BatchNorm2d(plan.out.channels));
    }
    if (plan.activated) {
      activation_ = register_module("activation", ActivationLayer(activation));
    }
  }

  void make_dense(const PlannedLayer& plan, bool transposed) {
    const torch::ExpandingArray<2> kernel({plan.kernel_height, plan.kernel_width});
    if (transposed) {
      up_ = torch::nn::ConvTranspose2d(
          torch::nn::ConvTranspose2dOptions(plan.in.channels, plan.out.channels, kernel)
              .stride(plan.stride)
              .padding(plan.padding)
              .output_padding({plan.output_padding_height, plan.output_padding_width})
              .bias(plan.bias));
      register_module("conv", up_);
    } else {
      down_ =
          torch::nn::Conv2d(torch::nn::Conv2dOptions(plan.in.channels, plan.out.channels, kernel)
                                .stride(plan.stride)
                                .padding(plan.padding)
                                .bias(plan.bias));
      register_module("conv", down_);
    }
  }

  at::Tensor forward(at::Tensor x) {
    x = strided_ ? strided_(x, out_.height, out_.width) : up_ ? up_(x) : down_(x);
    if (norm_) x = norm_(x);
    return activation_ ? activation_(std::move(x)) : x;
  }

 private:
  ImageShape out_;
  Conv4x4s2 strided_ = nullptr;
  torch::nn::ConvTranspose2d up_ = nullptr;
  torch::nn::Conv2d down_ = nullptr;
  torch::nn::BatchNorm2d norm_ = nullptr;
  ActivationLayer activation_ = nullptr;
};

namespace {

std::vector<std::shared_ptr<DcganLayer>> make_layers(torch::nn::Module& network,
                                                     const std::vector<PlannedLayer>& plan,
                                                     bool transposed,
                                                     const Activation& activation) {
  std::vector<std::shared_ptr<DcganLayer>> layers;
  for (const auto& layer : plan) {
    layers.push_back(std::make_shared<DcganLayer>(layer, transposed, activation));
  }
  auto list = network.register_module("layers", torch::nn::ModuleList());
  for (const auto& layer : layers) list->push_back(layer);
  return layers;
}

}  // namespace

DcganGenerator::DcganGenerator(const GeneratorOptions& options, const ImageShape& image,
                               std::uint64_t seed)
    : latent_(options.latent),
      layers_(make_layers(*this, plan_generator(options, image), true, options.activation)) {
  initialize_fixed(*this, stream_seed(seed, "weights generator"));
}

at::Tensor DcganGenerator::forward(const at::Tensor& latents) {
  at::Tensor x = latents.view({-1, latent_, 1, 1}).contiguous(at::MemoryFormat::ChannelsLast);
  for (const auto& layer : layers_) x = layer->forward(std::move(x));
  return at::tanh_(x);
}

DcganDiscriminator::DcganDiscriminator(const DiscriminatorOptions& options, const ImageShape& image,
                                       std::uint64_t seed)
    : layers_(make_layers(*this, plan_discriminator(options, image), false, options.activation)) {
  initialize_fixed(*this, stream_seed(seed, "weights discriminator"));
}

at::Tensor DcganDiscriminator::forward(const at::Tensor& images) {
  at::Tensor x = images;
  for (const auto& layer : layers_) x = layer->forward(std::move(x));
  return x.view({-1});
}

}  // namespace leakygan
