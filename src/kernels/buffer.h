#pragma once

#include <cstdint>
#include <memory>

namespace leakygan {

// Memory for floats, aligned to cache lines, all 0.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::int64_t count);

  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }
  std::int64_t count() const { return count_; }

 private:
  struct Free {
    void operator()(float* data) const;
  };
  std::unique_ptr<float, Free> data_;
  std::int64_t count_ = 0;
};

}  // namespace leakygan
