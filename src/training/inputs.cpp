#include "training/inputs.h"

#include <ATen/ATen.h>

#include "support/hash.h"

namespace leakygan {

void add_step(TrainingInputs& inputs, std::uint64_t pixels_hash, const at::Tensor& latents) {
  const auto next = [](const std::string& chain, const std::string& link) {
    return hash_text(hash_bytes(hash_bytes(kHashStart, chain), link));
  };
  inputs.images = next(inputs.images, hash_text(pixels_hash));
  inputs.latents = next(inputs.latents, checksum(latents));
}

nlohmann::ordered_json checksums(const std::vector<NamedTensor>& tensors) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& named : tensors) {
    json[named.name + " " + shape_text(named.tensor.sizes())] = checksum(named.tensor);
  }
  return json;
}

nlohmann::ordered_json to_json(const TrainingInputs& inputs) {
  return {{"images", inputs.images}, {"latents", inputs.latents}, {"weights", inputs.weights}};
}

TrainingInputs inputs_from_json(const nlohmann::ordered_json& json) {
  return {json.at("images"), json.at("latents"), json.at("weights")};
}

}  // namespace leakygan
