#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leakygan {

// What the header of a safetensors file says of one tensor; checked against the file.
struct TensorEntry {
  std::string type;                 // "F32", "I64" ...
  std::vector<std::int64_t> shape;  // empty for a scalar
  std::uint64_t begin = 0;          // of its bytes, counted from the end of the header
  std::uint64_t end = 0;
};

struct SafetensorsHeader {
  std::map<std::string, std::string> metadata;
  std::map<std::string, TensorEntry> tensors;
};

// Reads a header that nobody vouches for (https://github.com/huggingface/safetensors, "Format").
// `json` is its text, `data_size` the number of bytes that follow it in the file.
// Throws Error that says only what is wrong: no JSON, a doubled or a wrong member, an unknown type,
// sizes that overflow, bytes outside the file, shared by two tensors, or belonging to none.
SafetensorsHeader parse_safetensors_header(std::string_view json, std::uint64_t data_size);

}  // namespace leakygan
