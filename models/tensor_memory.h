#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

inline at::Tensor channels_last(const at::Tensor& x) {
  return x.contiguous(at::MemoryFormat::ChannelsLast);
}

// Whether nobody else can see the memory, so that it can be overwritten.
inline bool is_unshared(const at::Tensor& x) {
  return x.use_count() == 1 && x.storage().use_count() == 1;
}

}  // namespace leakygan
