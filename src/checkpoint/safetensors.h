#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "support/files.h"

namespace leakygan {

struct NamedTensor {
  std::string name;
  at::Tensor tensor;
};

// Writes a file of the safetensors format (https://github.com/huggingface/safetensors, "Format"):
// 8 bytes little-endian length of the header, the header in JSON, the tensors' bytes in row-major
// order. Tensors may lie on any device, in any memory format, as float32 or int64. Whole or not at
// all. Throws Error when it cannot be written.
void write_safetensors(const fs::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata);

}  // namespace leakygan
