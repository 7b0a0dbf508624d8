#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace leakygan {

// Calls visit(begin, d) for blocks of rows of `a` [N, D], in order: d is [rows, M], float64, with
// the squared Euclidean distances of rows begin, begin + 1, ... of `a` to all rows of `b` [M, D].
// Equal pairs of rows at equal places give equal bits in every call. Memory: a few blocks of at
// most 2^22 numbers. Throws Interrupted when a stop was asked for.
void squared_distances(
    const at::Tensor& a, const at::Tensor& b,
    const std::function<void(std::int64_t begin, const at::Tensor& distances)>& visit);

}  // namespace leakygan
