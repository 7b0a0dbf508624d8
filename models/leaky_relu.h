#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

// f(x) = max(ax, x) elementwise, a = `slope` in [0, 1] and fixed (Maas, Hannun and Ng 2013,
// "Rectifier nonlinearities improve neural network acoustic models", eq. 3).
//
// Any shape, floating dtype and device; the result has x's memory format. f(-inf) with slope 0 is
// 0 (a plain ax would be NaN), f(NaN) is NaN. The derivative is 1 above 0 and a at and below it;
// derivatives of every order are right. Throws Error for a slope outside [0, 1].
//
// The derivative is read off the result, whose sign tells x's, so x itself is not kept.
at::Tensor leaky_relu(const at::Tensor& x, double slope);

// The same, overwriting x, which must not be needed by the backward pass of what made it
// (convolutions and normalizations do not need it). Returns x.
at::Tensor leaky_relu_(at::Tensor x, double slope);

}  // namespace leakygan
