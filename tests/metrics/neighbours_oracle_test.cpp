#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "metrics/neighbours.h"
#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

// As measured with the authors' program (Naeem et al. 2020).
TEST(Neighbours, OfTenThousandImagesInThousandDimensionsAreThePublishedOnes) {
  const Neighbours n =
      neighbours(normals(10000, 1000, 1).to(at::kFloat), normals(10000, 1000, 2).to(at::kFloat), 5);
  EXPECT_NEAR(n.precision, 0.48, 0.02);
  EXPECT_NEAR(n.recall, 0.47, 0.02);
  EXPECT_NEAR(n.density, 1.06, 0.02);
  EXPECT_NEAR(n.coverage, 0.97, 0.02);
}

}  // namespace
}  // namespace leakygan::testing
