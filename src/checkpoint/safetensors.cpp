#include "checkpoint/safetensors.h"

#include <ATen/ATen.h>

#include <array>
#include <bit>
#include <nlohmann/json.hpp>

#include "support/error.h"
#include "support/hash.h"

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

// A tensor's bytes in the order of the format; the copy, if one is made, lives as long as this.
class RowMajor {
 public:
  explicit RowMajor(const at::Tensor& tensor) : tensor_(tensor.detach().cpu().contiguous()) {}

  std::string_view bytes() const {
    return {static_cast<const char*>(tensor_.const_data_ptr()), tensor_.nbytes()};
  }

 private:
  at::Tensor tensor_;
};

std::array<char, 8> length_bytes(std::uint64_t length) {
  return std::bit_cast<std::array<char, 8>>(length);
}

}  // namespace

std::string shape_text(std::span<const std::int64_t> shape) {
  std::string text = "[";
  for (const auto side : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(side);
  return text + "]";
}

std::string checksum(const at::Tensor& tensor) {
  return hash_text(hash_bytes(kHashStart, RowMajor(tensor).bytes()));
}

// Goes over the tensors twice, for the checksums in the header and for the bytes, so that no more
// than one of them is in memory a second time.
void write_safetensors(const fs::path& path, const std::vector<NamedTensor>& tensors,
                       std::map<std::string, std::string> metadata) {
  nlohmann::ordered_json entries = nlohmann::ordered_json::object();
  nlohmann::ordered_json checksums = nlohmann::ordered_json::object();
  std::size_t offset = 0;
  for (const auto& named : tensors) {
    const std::size_t end = offset + named.tensor.nbytes();
    entries[named.name] = {{"dtype", type_name(named)},
                           {"shape", named.tensor.sizes().vec()},
                           {"data_offsets", {offset, end}}};
    checksums[named.name] = checksum(named.tensor);
    offset = end;
  }
  metadata["checksums"] = checksums.dump();
  nlohmann::ordered_json header = {{"__metadata__", metadata}};
  header.update(entries);
  std::string text = header.dump();
  text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
  const auto length = length_bytes(text.size());
  write_file_atomic(path, length.size() + text.size() + offset, [&](const Write& write) {
    write({length.data(), length.size()});
    write(text);
    for (const auto& named : tensors) write(RowMajor(named.tensor).bytes());
  });
}

}  // namespace leakygan
