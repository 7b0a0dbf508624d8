#include "kernels/buffer.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace leakygan {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kHugePage = std::size_t{2} << 20;

}  // namespace

Buffer::Buffer(std::int64_t count) : count_(count) {
  const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(float);
  const std::size_t alignment = bytes < kHugePage ? kLine : kHugePage;
  const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, whole);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (alignment == kHugePage) madvise(memory, whole, MADV_HUGEPAGE);  // a wish: may be refused
#endif
  std::memset(memory, 0, whole);
  data_.reset(static_cast<float*>(memory));
}

void Buffer::Free::operator()(float* data) const { std::free(data); }

}  // namespace leakygan
