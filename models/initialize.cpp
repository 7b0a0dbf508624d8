#include "models/initialize.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/nn/module.h>
#include <torch/utils.h>

#include <cmath>

#include "support/random.h"

namespace leakygan {
namespace {

constexpr double kFixedDeviation = 0.02;

bool is_convolution_weight(const at::Tensor& parameter) { return parameter.dim() == 4; }

// [classes, length].
bool is_class_weight(const at::Tensor& parameter, const std::string& name) {
  return name == "weight" && parameter.dim() == 2;
}

at::Generator generator_of(std::uint64_t seed, const std::string& stream) {
  return at::make_generator<at::CPUGeneratorImpl>(stream_seed(seed, stream));
}

// A BatchNorm is the only module here with a running mean beside its weight.
bool is_normalization_scale(const torch::nn::Module& owner, const std::string& name) {
  return name == "weight" && owner.named_buffers(false).contains("running_mean");
}

}  // namespace

double initial_deviation(const PlannedLayer& layer, Initialization init,
                         const Activation& activation) {
  if (init == Initialization::fixed) return kFixedDeviation;
  const ImageShape& out = layer.out;
  const auto summed = static_cast<double>(layer.multiply_adds()) /
                      static_cast<double>(out.channels * out.height * out.width);
  const double gain = layer.activated ? entry(activation.kind).gain(activation.slope) : 1.0;
  return gain / std::sqrt(summed);
}

void initialize_layer(torch::nn::Module& layer, const std::string& name, std::uint64_t seed,
                      double deviation) {
  const torch::NoGradGuard no_grad;
  for (const auto& module : layer.named_modules(name)) {
    for (auto& parameter : module.value()->named_parameters(false)) {
      auto generator = generator_of(seed, module.key() + "." + parameter.key());
      at::Tensor& value = parameter.value();
      if (is_convolution_weight(value)) {
        // Drawn in the plain layout first: the numbers must not depend on the memory format.
        const at::Tensor drawn = at::empty(value.sizes()).normal_(0.0, deviation, generator);
        value.set_data(drawn.contiguous(at::MemoryFormat::ChannelsLast));
      } else if (is_class_weight(value, parameter.key())) {
        value.normal_(0.0, deviation, generator);
      } else if (is_normalization_scale(*module.value(), parameter.key())) {
        value.normal_(1.0, kFixedDeviation, generator);
      } else if (parameter.key() == "bias") {
        value.zero_();
      }
    }
    for (auto& buffer : module.value()->named_buffers(false)) {
      if (buffer.key() != "u") continue;
      auto generator = generator_of(seed, module.key() + "." + buffer.key());
      buffer.value().normal_(0.0, 1.0, generator);
      buffer.value().div_(buffer.value().norm());
    }
  }
}

}  // namespace leakygan
