#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/safetensors_header.h"
#include "support/descriptor.h"
#include "support/error.h"
#include "support/files.h"

namespace leakygan {

struct NamedTensor {
  std::string name;
  at::Tensor tensor;
};

// "[64, 3, 4, 4]".
std::string shape_text(std::span<const std::int64_t> shape);

// 16 hex digits of a hash of the tensor's numbers in row-major order.
std::string checksum(const at::Tensor& tensor);

// Writes a file of the safetensors format (https://github.com/huggingface/safetensors, "Format"):
// 8 bytes little-endian length of the header, the header in JSON, the tensors' bytes in row-major
// order. Tensors may lie on any device, in any memory format, as float32 or int64. The member
// "checksums" is added to the metadata, a JSON object: checksum() of each tensor. Whole or not at
// all. Throws Error when it cannot be written.
void write_safetensors(const fs::path& path, const std::vector<NamedTensor>& tensors,
                       std::map<std::string, std::string> metadata);

// The file is there and can be read, but its content is not whole.
class DamagedFile : public Error {
 public:
  using Error::Error;
};

// A safetensors file that nobody vouches for, open for reading.
class SafetensorsFile {
 public:
  // Reads and checks the header. Throws Error "PATH: is ..." when it cannot be opened or is
  // something else (said what), DamagedFile when it is cut off or its header is wrong.
  explicit SafetensorsFile(const fs::path& path);

  const fs::path& path() const { return path_; }
  std::uint64_t size() const { return data_begin_ + data_size_; }  // of the file, in bytes
  const std::map<std::string, std::string>& metadata() const { return header_.metadata; }
  const std::map<std::string, TensorEntry>& tensors() const { return header_.tensors; }

  // One tensor, on the CPU, row-major. Throws Error when there is none of that name, its type is
  // neither F32 nor I64, it cannot be read, or its bytes are not those that its checksum was
  // made of (a file without checksums passes).
  at::Tensor read(const std::string& name) const;

  // Reads every tensor whose name starts so, and forgets it. Throws Error as read() does.
  void verify(const std::string& prefix = "") const;

  // 16 hex digits that follow from the names and bytes of the tensors: equal for equal ones. Reads
  // those that have no checksum.
  std::string id() const;

  // Throws Error "PATH: <what>".
  [[noreturn]] void fail(const std::string& what) const;

 private:
  void read_header();
  void read_bytes(std::uint64_t offset, char* to, std::uint64_t count) const;

  fs::path path_;
  Descriptor file_;
  std::uint64_t data_begin_ = 0;
  std::uint64_t data_size_ = 0;
  SafetensorsHeader header_;
  std::map<std::string, std::string> checksums_;
};

}  // namespace leakygan
