#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace leakygan {

// What the nearest neighbours of images in a feature space say. A ball is around an image, as far
// as the k-th nearest other of its set; what lies on its surface is outside.
struct Neighbours {
  // Share of the fakes that lie in the ball of a real image, and of the reals in that of a fake
  // (Kynkaanniemi et al. 2019, "Improved precision and recall metric").
  double precision = 0;
  double recall = 0;
  // How many balls of reals a fake lies in, divided by k: 1 when the sets are alike. Share of the
  // reals whose ball has a fake in it (Naeem et al. 2020, "Reliable fidelity and diversity
  // metrics").
  double density = 0;
  double coverage = 0;
  // Share of the images, as many fakes as reals, whose nearest other is of their own set: 0.5 when
  // the sets are alike, 1 when they can be told apart, 0 for copies (Lopez-Paz and Oquab 2017,
  // "Revisiting classifier two-sample tests").
  double nearest_neighbour_accuracy = 0;
  // Share of the fakes that are as near to another fake as only the nearest 1% of the reals are to
  // another real: 0.01 when the sets are alike. Nothing for fewer than 100 reals.
  std::optional<double> near_duplicates;
};

// Of features [N, D] and [M, D], N and M above k. Needs O(N D) memory. Throws Interrupted when a
// stop was asked for.
Neighbours neighbours(const at::Tensor& real, const at::Tensor& fake, std::int64_t k);

}  // namespace leakygan
