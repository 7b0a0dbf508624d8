#include "data/region.h"

#include <sys/mman.h>

#include <new>
#include <utility>

namespace leakygan {

Region::Region(void* data, std::size_t size)
    : data_(static_cast<std::uint8_t*>(data)), size_(size) {
  if (data == MAP_FAILED) throw std::bad_alloc();
}

Region Region::memory(std::size_t size) {
  if (size == 0) return {};
  return {::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), size};
}

Region Region::file(int descriptor, std::size_t size) {
  if (size == 0) return {};
  return {::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0), size};
}

Region::Region(Region&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Region& Region::operator=(Region&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Region::~Region() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

void Region::release() const { ::madvise(data_, size_, MADV_DONTNEED); }

}  // namespace leakygan
