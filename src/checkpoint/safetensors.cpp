#include "checkpoint/safetensors.h"

#include <torch/torch.h>

#include <array>
#include <bit>
#include <nlohmann/json.hpp>

#include "support/error.h"

namespace leakygan {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian");

constexpr std::size_t kAlignment = 8;  // of the first tensor, as the format's own writer has it

std::string type_name(const NamedTensor& named) {
  switch (named.tensor.scalar_type()) {
    case at::kFloat:
      return "F32";
    case at::kLong:
      return "I64";
    default:
      throw Error("tensor " + named.name + ": its type cannot be saved");
  }
}

std::array<char, 8> length_bytes(std::uint64_t length) {
  return std::bit_cast<std::array<char, 8>>(length);
}

}  // namespace

void write_safetensors(const fs::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header;
  header["__metadata__"] = metadata;
  std::vector<at::Tensor> contiguous;  // owns the bytes until they are written
  std::size_t offset = 0;
  for (const auto& named : tensors) {
    contiguous.push_back(named.tensor.detach().cpu().contiguous());
    const std::size_t end = offset + contiguous.back().nbytes();
    header[named.name] = {{"dtype", type_name(named)},
                          {"shape", named.tensor.sizes().vec()},
                          {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
  const auto length = length_bytes(text.size());

  std::vector<std::string_view> parts = {{length.data(), length.size()}, text};
  for (const auto& tensor : contiguous) {
    parts.emplace_back(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
  }
  write_file_atomic(path, parts);
}

}  // namespace leakygan
