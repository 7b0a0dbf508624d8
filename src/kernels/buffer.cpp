#include "kernels/buffer.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace leakygan {
namespace {

constexpr std::size_t kLine = 64;

}  // namespace

Buffer::Buffer(std::int64_t count) : count_(count) {
  const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(float);
  const std::size_t whole = (bytes + kLine - 1) / kLine * kLine;
  void* memory = std::aligned_alloc(kLine, whole);
  if (memory == nullptr) throw std::bad_alloc();
  std::memset(memory, 0, whole);
  data_.reset(static_cast<float*>(memory));
}

void Buffer::Free::operator()(float* data) const { std::free(data); }

}  // namespace leakygan
