#pragma once

#include <cstddef>
#include <cstdint>

namespace leakygan {

// Owns a range of memory: empty pages, or those of a file.
class Region {
 public:
  Region() = default;
  // `size` zero bytes, which take room when they are written to. Throws std::bad_alloc.
  static Region memory(std::size_t size);
  // The first `size` bytes of an open file, to be read; the file may be closed and removed then.
  // Throws std::bad_alloc.
  static Region file(int descriptor, std::size_t size);

  Region(Region&& other) noexcept;
  Region& operator=(Region&& other) noexcept;
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
  ~Region();

  std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }

  // Takes the pages of a file out of this process's memory; they come back when they are read.
  void release() const;

 private:
  Region(void* data, std::size_t size);

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace leakygan
