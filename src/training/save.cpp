#include "training/save.h"

#include <torch/torch.h>

#include "checkpoint/safetensors.h"
#include "config/load.h"

namespace leakygan {
namespace {

constexpr const char* kFormatVersion = "1";

void append(std::vector<NamedTensor>& tensors, const std::string& network,
            const torch::nn::Module& module) {
  for (const auto& item : module.named_parameters()) {
    tensors.push_back({network + "." + item.key(), item.value()});
  }
  for (const auto& item : module.named_buffers()) {
    tensors.push_back({network + "." + item.key(), item.value()});
  }
}

}  // namespace

void save_checkpoint(const fs::path& path, const Gan& gan, const Config& config, std::int64_t step,
                     std::int64_t images) {
  std::vector<NamedTensor> tensors;
  append(tensors, "generator", gan.generator());
  append(tensors, "discriminator", gan.discriminator());
  write_safetensors(path, tensors,
                    {{"format", "leakygan"},
                     {"format_version", kFormatVersion},
                     {"config", dump_config(config)},
                     {"step", std::to_string(step)},
                     {"images", std::to_string(images)}});
}

}  // namespace leakygan
