#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

#include "metrics/image_set.h"
#include "report/image_grid.h"

namespace leakygan {

// The rows nearest to each of some queries.
struct Nearest {
  at::Tensor rows;      // [Q, K], int64, the nearest first
  at::Tensor distance;  // [Q], float64, Euclidean, to the nearest
};

// Rows begin to end - 1 as [end - begin, D], float32.
using Rows = std::function<at::Tensor(std::int64_t begin, std::int64_t end)>;

// The K nearest of `count` rows, at least one, to each row of queries [Q, D], float32. The rows are
// asked for some at a time. Throws Interrupted when a stop was asked for.
Nearest nearest_rows(const at::Tensor& queries, std::int64_t count, const Rows& rows,
                     std::int64_t k);

// Images as rows of levels less 127.5: all channels of all pixels, sides above 32 pixels averaged
// to 32.
at::Tensor pixel_rows(const ImageSet& images, std::int64_t begin, std::int64_t end);

// The probability that a fake is nearer to its nearest training image than a held-out real is to
// its own: the Mann-Whitney statistic of Meehan et al. 2020, "A non-parametric test to detect
// data-copying in generative models". 0.5 when fakes are like held-out reals, 1 for copies; below
// 0.5 when fakes are farther from everything real.
double nearer_than_held_out(const at::Tensor& fake_distances, const at::Tensor& held_out_distances);

// The eight fakes that are nearest to a training image, a line each, the fake first and then the
// nearest of the training images.
Picture nearest_grid(const ImageSet& fakes, const ImageSet& training, const Nearest& nearest);

inline constexpr std::int64_t kNearestShown = 7;

}  // namespace leakygan
