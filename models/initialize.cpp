#include "models/initialize.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include "support/random.h"

namespace leakygan {
namespace {

constexpr double kDeviation = 0.02;

bool is_convolution_weight(const at::Tensor& parameter) { return parameter.dim() == 4; }

// A BatchNorm is the only module here with a running mean beside its weight.
bool is_normalization_scale(const torch::nn::Module& owner, const std::string& name) {
  return name == "weight" && owner.named_buffers(false).contains("running_mean");
}

}  // namespace

void initialize_fixed(torch::nn::Module& network, std::uint64_t seed) {
  const torch::NoGradGuard no_grad;
  // Without the network itself, which has only layers, so that its constructor can call this.
  for (const auto& module : network.named_modules("", /*include_self=*/false)) {
    for (auto& parameter : module.value()->named_parameters(false)) {
      const std::string name = module.key() + "." + parameter.key();
      auto generator = at::make_generator<at::CPUGeneratorImpl>(stream_seed(seed, name));
      at::Tensor& value = parameter.value();
      if (is_convolution_weight(value)) {
        // Drawn in the plain layout first: the numbers must not depend on the memory format.
        const at::Tensor drawn = at::empty(value.sizes()).normal_(0.0, kDeviation, generator);
        value.set_data(drawn.contiguous(at::MemoryFormat::ChannelsLast));
      } else if (is_normalization_scale(*module.value(), parameter.key())) {
        value.normal_(1.0, kDeviation, generator);
      } else if (parameter.key() == "bias") {
        value.zero_();
      }
    }
  }
}

}  // namespace leakygan
