#include <ATen/ATen.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "checkpoint/file_content.h"
#include "checkpoint/safetensors.h"
#include "support/error.h"
#include "support/hash.h"

namespace leakygan {
namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000;  // the format's own limit
constexpr std::size_t kBeginning = 64;                 // bytes that tell kinds of files apart

Descriptor open_file(const fs::path& path) {
  std::error_code code;
  if (fs::is_directory(path, code)) throw Error(display(path) + ": is a folder, not a checkpoint");
  if (!fs::exists(path, code)) throw Error(display(path) + ": there is no such file");
  // Opening a pipe would wait for somebody to write into it.
  if (!fs::is_regular_file(path, code)) throw Error(display(path) + ": is no regular file");
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) throw Error(display(path) + ": cannot be opened: " + std::strerror(errno));
  return file;
}

// The member "checksums": {"name": "16 hex digits"}.
std::map<std::string, std::string> parse_checksums(const SafetensorsFile& file) {
  std::map<std::string, std::string> checksums;
  const auto found = file.metadata().find("checksums");
  if (found == file.metadata().end()) return checksums;
  const auto parsed = nlohmann::json::parse(found->second, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) file.fail("its checksums cannot be read");
  for (const auto& [name, value] : parsed.items()) {
    if (!value.is_string()) file.fail("its checksums cannot be read");
    checksums.emplace(name, value.get<std::string>());
  }
  return checksums;
}

}  // namespace

SafetensorsFile::SafetensorsFile(const fs::path& path) : path_(path), file_(open_file(path)) {
  read_header();
  checksums_ = parse_checksums(*this);
}

void SafetensorsFile::fail(const std::string& what) const {
  throw Error(display(path_) + ": " + what);
}

void SafetensorsFile::read_bytes(std::uint64_t offset, char* to, std::uint64_t count) const {
  while (count > 0) {
    const ssize_t got = ::pread(file_.get(), to, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(std::string("cannot be read: ") + std::strerror(errno));
    if (got == 0) fail("became shorter while it was read");
    offset += static_cast<std::uint64_t>(got);
    to += got;
    count -= static_cast<std::uint64_t>(got);
  }
}

void SafetensorsFile::read_header() {
  const off_t end = ::lseek(file_.get(), 0, SEEK_END);
  if (end < 0) fail(std::string("cannot be read: ") + std::strerror(errno));
  const auto size = static_cast<std::uint64_t>(end);
  std::string beginning(std::min<std::uint64_t>(size, kBeginning), '\0');
  read_bytes(0, beginning.data(), beginning.size());
  std::uint64_t length = 0;
  if (beginning.size() > kLengthBytes) std::memcpy(&length, beginning.data(), kLengthBytes);
  if (length == 0 || length > kLongestHeader || beginning[kLengthBytes] != '{') {
    fail("is not a checkpoint but " + describe_content(beginning) +
         ": a .safetensors file of `leakygan train` was expected, or the folder of a run");
  }
  if (length > size - kLengthBytes) {
    throw DamagedFile(display(path_) + ": is cut off: the file ends within its header");
  }
  std::string text(length, '\0');
  read_bytes(kLengthBytes, text.data(), length);
  data_begin_ = kLengthBytes + length;
  data_size_ = size - data_begin_;
  try {
    header_ = parse_safetensors_header(text, data_size_);
  } catch (const Error& error) {
    throw DamagedFile(display(path_) + ": is cut off or damaged: " + error.what());
  }
}

at::Tensor SafetensorsFile::read(const std::string& name) const {
  const auto found = tensors().find(name);
  if (found == tensors().end()) fail("has no tensor '" + display(name) + "'");
  const TensorEntry& entry = found->second;
  if (entry.type != "F32" && entry.type != "I64") {
    fail("tensor '" + display(name) + "' is " + entry.type + ", which no checkpoint has");
  }
  at::Tensor tensor = at::empty(entry.shape, entry.type == "F32" ? at::kFloat : at::kLong);
  read_bytes(data_begin_ + entry.begin, static_cast<char*>(tensor.mutable_data_ptr()),
             entry.end - entry.begin);
  const auto sum = checksums_.find(name);
  if (sum != checksums_.end() && sum->second != checksum(tensor)) {
    fail("is damaged: tensor '" + display(name) + "' is not what was written");
  }
  return tensor;
}

void SafetensorsFile::verify(const std::string& prefix) const {
  for (const auto& [name, entry] : tensors()) {
    if (name.starts_with(prefix)) read(name);
  }
}

std::string SafetensorsFile::id() const {
  std::uint64_t hash = kHashStart;
  for (const auto& [name, entry] : tensors()) {
    const auto sum = checksums_.find(name);
    const std::string digits = sum != checksums_.end() ? sum->second : checksum(read(name));
    hash = hash_bytes(hash_bytes(hash, name), digits);
  }
  return hash_text(hash);
}

}  // namespace leakygan
