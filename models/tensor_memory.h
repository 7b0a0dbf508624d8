#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

inline at::Tensor channels_last(const at::Tensor& x) {
  return x.contiguous(at::MemoryFormat::ChannelsLast);
}

// Whether a gradient that the backward of a torch::autograd::Function took out of its arguments is
// seen by nobody else, so that it can be overwritten. LibTorch (2.13, custom_function.h) holds a
// second reference while that runs; tests/models/normalization_test.cpp shows both answers.
inline bool is_unshared_gradient(const at::Tensor& gradient) {
  return gradient.use_count() <= 2 && gradient.storage().use_count() == 1;
}

}  // namespace leakygan
