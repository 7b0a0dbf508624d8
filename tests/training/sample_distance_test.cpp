#include "training/sample_distance.h"

#include <gtest/gtest.h>
#include <torch/types.h>

namespace leakygan {
namespace {

at::Tensor images(std::int64_t count) {
  return torch::randn({count, 3, 16, 8}).contiguous(at::MemoryFormat::ChannelsLast);
}

// Pair by pair, in float64.
double mean_distance(const at::Tensor& x) {
  const auto count = x.size(0);
  double total = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    for (std::int64_t j = 0; j < i; ++j)
      total += (x[i] - x[j]).to(at::kDouble).norm().item<double>();
  }
  return total / (static_cast<double>(count * (count - 1)) / 2);
}

TEST(SampleDistance, IsTheRatioOfTheMeansOverAllPairs) {
  const auto made = 0.3 * images(9) + 5;
  const auto real = images(7);
  EXPECT_NEAR(distance_ratio(made, real), mean_distance(made) / mean_distance(real), 1e-5);
  EXPECT_NEAR(distance_ratio(made.contiguous(), real), distance_ratio(made, real), 1e-5);
}

TEST(SampleDistance, TakesImagesThatAreNotDense) {
  const auto wide = images(12);
  const auto made = wide.slice(3, 0, 5);
  EXPECT_NEAR(distance_ratio(made, wide.slice(0, 0, 12, 2)),
              mean_distance(made) / mean_distance(wide.slice(0, 0, 12, 2)), 1e-5);
}

TEST(SampleDistance, LooksAt64ImagesAtMost) {
  const auto real = images(80);
  EXPECT_EQ(distance_ratio(real, real.slice(0, 0, 64)), 1);
}

TEST(SampleDistance, IsAllButZeroForImagesThatAreAllTheSame) {
  const auto one = images(1).expand({16, -1, -1, -1}).contiguous(at::MemoryFormat::ChannelsLast);
  EXPECT_LT(distance_ratio(one, images(16)), 1e-3);
  EXPECT_EQ(distance_ratio(images(2), torch::ones({2, 3, 16, 8})), 1);
}

TEST(SampleDistance, LeavesTheImagesAsTheyAre) {
  const auto made = images(5).requires_grad_();
  const auto before = made.detach().clone();
  distance_ratio(made, images(5));
  EXPECT_TRUE(torch::equal(made, before));
  EXPECT_FALSE(made.grad().defined());
}

}  // namespace
}  // namespace leakygan
