#pragma once

#include <ATen/core/Tensor.h>

namespace leakygan {

struct KernelDistance {
  double value = 0;  // may be negative: it is unbiased, and 0 for equal distributions
  // Jackknife over the images of both sets; of sets that are alike, where the first order vanishes,
  // about 1.4 times too large.
  double standard_error = 0;
};

// The squared maximum mean discrepancy of features [N, D] and [M, D], N and M at least 3, with the
// kernel (x.y / D + 1)^3 (Binkowski et al. 2018, "Demystifying MMD GANs"; of Inception features the
// KID), by the unbiased estimator over all pairs: what the usual mean over random subsets
// estimates, with less noise. Throws Interrupted when a stop was asked for.
KernelDistance kernel_distance(const at::Tensor& real, const at::Tensor& fake);

}  // namespace leakygan
