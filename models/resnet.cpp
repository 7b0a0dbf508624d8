#include "models/resnet.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>

#include <span>

#include "models/conv4x4s2.h"
#include "models/initialize.h"
#include "models/resnet_plan.h"
#include "support/random.h"

namespace leakygan {
namespace {

// What the parts of a network have in common.
struct Kind {
  bool up = false;
  Normalization normalization = Normalization::none;
  std::optional<double> spectral;
  Initialization init = Initialization::fixed;
  Activation activation = {};
  std::int64_t classes = 0;  // that normalizations have scales and shifts for
  std::uint64_t seed = 0;

  BetweenOptions before(const ImageShape& shape) const {
    return {normalization, shape.channels, activation, classes};
  }
};

template <typename Options>
Kind kind_of(const Options& options, bool up, std::int64_t classes, std::uint64_t seed) {
  return {up,           options.normalization, spectral_norm(options),
          options.init, options.activation,    classes,
          seed};
}

void initialize(torch::nn::Module& layer, const std::string& name, const PlannedLayer& plan,
                const Kind& kind) {
  initialize_layer(layer, name, kind.seed, initial_deviation(plan, kind.init, kind.activation));
}

Conv4x4s2 strided(const PlannedLayer& plan, const Kind& kind) {
  const ImageShape& fine = kind.up ? plan.out : plan.in;
  const ImageShape& coarse = kind.up ? plan.in : plan.out;
  const auto direction = kind.up ? Conv4x4s2Impl::Direction::up : Conv4x4s2Impl::Direction::down;
  return Conv4x4s2(direction, StridedLayer{fine.channels, fine.height, fine.width, coarse.channels},
                   plan.bias, kind.spectral);
}

std::string block_name(std::size_t i) { return "blocks." + std::to_string(i); }

}  // namespace

// Two convolutions with what comes before each, and a shortcut past them. One that begins with the
// image has nothing before its first convolution.
class ResidualBlock : public torch::nn::Module {
 public:
  ResidualBlock(std::span<const PlannedLayer> plans, const Kind& kind, bool begins,
                const std::string& name)
      : name_(name),
        first_(*this, "1", begins ? BetweenOptions{} : kind.before(plans[0].in)),
        second_(*this, "2", kind.before(plans[1].in)),
        keeps_(!begins && !is_layer(kind.normalization) && entry(kind.activation.kind).in_place) {
    const PlannedLayer& strided_plan = plans[kind.up ? 0 : 1];
    const PlannedLayer& flat_plan = plans[kind.up ? 1 : 0];
    strided_ = register_module(kind.up ? "first" : "second", strided(strided_plan, kind));
    flat_ = register_module(kind.up ? "second" : "first",
                            PlainConvolution(flat_plan, false, kind.spectral));
    shortcut_ = register_module("shortcut", PlainConvolution(plans[2], kind.up, kind.spectral));
    initialize(*strided_, name + (kind.up ? ".first" : ".second"), strided_plan, kind);
    initialize(*flat_, name + (kind.up ? ".second" : ".first"), flat_plan, kind);
    initialize(*shortcut_, name + ".shortcut", plans[2], kind);
    up_ = kind.up;
  }

  at::Tensor forward(const at::Tensor& x, const Pass& pass) {
    // An activation may overwrite what it is given, which the shortcut needs as it is.
    at::Tensor y = first_.forward(keeps_ ? x.clone() : x, pass, name_ + ".1");
    y = up_ ? strided_(y) : flat_(y);
    y = second_.forward(std::move(y), pass, name_ + ".2");
    y = up_ ? flat_(y) : strided_(y);
    return y.add_(shortcut_(x));
  }

 private:
  std::string name_;
  Between first_;
  Between second_;
  bool keeps_;
  bool up_ = false;
  Conv4x4s2 strided_ = nullptr;
  PlainConvolution flat_ = nullptr;
  PlainConvolution shortcut_ = nullptr;
};

namespace {

// Blocks of three planned layers each, of `plans` but those at the ends.
std::vector<std::shared_ptr<ResidualBlock>> make_blocks(torch::nn::Module& network,
                                                        std::span<const PlannedLayer> plans,
                                                        const Kind& kind) {
  std::vector<std::shared_ptr<ResidualBlock>> blocks;
  auto list = network.register_module("blocks", torch::nn::ModuleList());
  for (std::size_t i = 0; 3 * i < plans.size(); ++i) {
    const bool begins = i == 0 && !kind.up;
    blocks.push_back(
        std::make_shared<ResidualBlock>(plans.subspan(3 * i, 3), kind, begins, block_name(i)));
    list->push_back(blocks.back());
  }
  return blocks;
}

}  // namespace

ResnetGenerator::ResnetGenerator(const GeneratorOptions& options, const ImageShape& image,
                                 std::uint64_t seed) {
  seed = stream_seed(seed, "weights generator");
  const auto plan = plan_resnet_generator(options, image);
  const Kind kind = kind_of(options, true, scaled_classes(options), seed);
  embedding_ = add_embedding(*this, options, seed);
  const PlannedLayer& first = plan.front();
  input_ = register_module("input", WholeConvolution(WholeConvolutionImpl::Direction::up, first.out,
                                                     first.in.channels, first.bias, kind.spectral));
  initialize(*input_, "input", first, kind);
  blocks_ = make_blocks(*this, std::span(plan).subspan(1, plan.size() - 2), kind);
  last_.emplace(*this, "", kind.before(plan.back().in));
  output_ = register_module("output", PlainConvolution(plan.back(), false, kind.spectral));
  initialize(*output_, "output", plan.back(), kind);
}

at::Tensor ResnetGenerator::forward(const at::Tensor& latents, const Pass& pass) {
  at::Tensor x = embedding_ ? embedding_(latents, pass.labels) : latents;
  x = input_(x.view({x.size(0), x.size(1), 1, 1}).contiguous(at::MemoryFormat::ChannelsLast));
  for (const auto& block : blocks_) x = block->forward(x, pass);
  x = output_(last_->forward(std::move(x), pass, "output"));
  return at::tanh_(x);
}

ResnetDiscriminator::ResnetDiscriminator(const DiscriminatorOptions& options,
                                         const ImageShape& image, std::uint64_t seed) {
  seed = stream_seed(seed, "weights discriminator");
  const auto plan = plan_resnet_discriminator(options, image);
  const Kind kind = kind_of(options, false, 0, seed);
  blocks_ = make_blocks(*this, std::span(plan).subspan(0, plan.size() - 1), kind);
  const PlannedLayer& last = plan.back();
  last_.emplace(*this, "", kind.before(last.in));
  output_ = register_module("output", WholeConvolution(WholeConvolutionImpl::Direction::down,
                                                       last.in, 1, last.bias, kind.spectral));
  initialize(*output_, "output", last, kind);
  projection_ = add_projection(*this, options, last.in.channels, seed);
}

at::Tensor ResnetDiscriminator::forward(const at::Tensor& images, const Pass& pass) {
  at::Tensor x = images;
  for (const auto& block : blocks_) x = block->forward(x, pass);
  x = last_->forward(std::move(x), pass, "output");
  const at::Tensor logits = output_(x).view({-1});
  return projection_ ? logits + projection_(x, pass.labels) : logits;
}

}  // namespace leakygan
