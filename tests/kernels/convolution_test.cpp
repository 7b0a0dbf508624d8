#include "kernels/convolution.h"

#include <gtest/gtest.h>

#include <limits>

#include "kernels/kernels.h"
#include "tests/kernels/numbers.h"

namespace leakygan {
namespace {

using testing::index;
using testing::numbers;
using testing::relative_error;
using testing::threads;

// The documented bound: four times what was seen at most.
constexpr double kBound = 1.5e-5;

struct Sides {
  explicit Sides(const ConvolutionShape& s)
      : shape(s),
        fine(numbers(s.batch * s.height * s.width * s.channels, 1)),
        coarse(numbers(s.batch * (s.height / 2) * (s.width / 2) * s.coarse_channels, 2)),
        weights(numbers(s.coarse_channels * 16 * s.channels, 3)) {}

  // Calls body(fine, coarse, weight) for every product that the definition has.
  template <typename Body>
  void for_each_product(Body body) const {
    const auto& s = shape;
    for (std::int64_t n = 0; n < s.batch; ++n) {
      for (std::int64_t y = 0; y < s.height / 2; ++y) {
        for (std::int64_t x = 0; x < s.width / 2; ++x) {
          for (std::int64_t tap = 0; tap < 16; ++tap) {
            const std::int64_t row = 2 * y - 1 + tap / 4;
            const std::int64_t column = 2 * x - 1 + tap % 4;
            if (row < 0 || row >= s.height || column < 0 || column >= s.width) continue;
            const std::int64_t pixel = (n * s.height + row) * s.width + column;
            const std::int64_t place = (n * (s.height / 2) + y) * (s.width / 2) + x;
            for (std::int64_t k = 0; k < s.coarse_channels; ++k) {
              for (std::int64_t c = 0; c < s.channels; ++c) {
                body(index(pixel * s.channels + c), index(place * s.coarse_channels + k),
                     index((k * 16 + tap) * s.channels + c));
              }
            }
          }
        }
      }
    }
  }

  ConvolutionShape shape;
  std::vector<float> fine;
  std::vector<float> coarse;
  std::vector<float> weights;
};

struct Outputs {
  std::vector<float> coarse;
  std::vector<float> fine;
  std::vector<float> weights;
  bool operator==(const Outputs&) const = default;
};

Outputs compute(const Sides& sides, const KernelTable& table, const Parallel& parallel,
                bool packed) {
  // What is left out shows as NaN.
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Outputs results = {std::vector<float>(sides.coarse.size(), nan),
                     std::vector<float>(sides.fine.size(), nan),
                     std::vector<float>(sides.weights.size(), nan)};
  const Convolution convolution(sides.shape, table);
  PackedWeights down;
  PackedWeights up;
  convolution.pack_down(sides.weights.data(), down, parallel);
  convolution.pack_up(sides.weights.data(), up, parallel);
  convolution.down(sides.fine.data(), sides.weights.data(), packed ? &down : nullptr,
                   results.coarse.data(), parallel);
  convolution.up(sides.coarse.data(), sides.weights.data(), packed ? &up : nullptr,
                 results.fine.data(), parallel);
  convolution.weight_gradient(sides.fine.data(), sides.coarse.data(), results.weights.data(),
                              parallel);
  return results;
}

std::string text(const ConvolutionShape& s) {
  return std::to_string(s.batch) + " of " + std::to_string(s.channels) + "x" +
         std::to_string(s.height) + "x" + std::to_string(s.width) + " - " +
         std::to_string(s.coarse_channels);
}

// Whole and partial tiles, odd sides, few channels and such that fill no vector, more tiles than a
// block has, an image that is cut into blocks, more slices of a gradient than one.
const std::vector<ConvolutionShape> kShapes = {
    {2, 8, 8, 16, 32},   {1, 16, 16, 3, 8},   {3, 9, 13, 5, 7},  {2, 17, 33, 20, 24},
    {1, 4, 5, 64, 3},    {40, 18, 16, 3, 33}, {1, 66, 64, 4, 4}, {1, 2, 3, 1, 1},
    {7, 8, 8, 140, 150}, {1, 128, 72, 1, 2},
};

TEST(Convolution, IsTheDefinitionInEveryDirection) {
  for (const auto& shape : kShapes) {
    const Sides sides(shape);
    std::vector<double> coarse(sides.coarse.size());
    std::vector<double> fine(sides.fine.size());
    std::vector<double> weights(sides.weights.size());
    sides.for_each_product([&](std::size_t f, std::size_t c, std::size_t w) {
      coarse[c] += double{sides.fine[f]} * sides.weights[w];
      fine[f] += double{sides.coarse[c]} * sides.weights[w];
      weights[w] += double{sides.fine[f]} * sides.coarse[c];
    });
    for (const auto& one : all_kernels()) {
      for (const bool packed : {true, false}) {
        const Outputs results = compute(sides, one.table, serial(), packed);
        const std::string what = one.name + ", " + text(shape) + (packed ? ", packed" : "");
        EXPECT_LT(relative_error(results.coarse, coarse), kBound) << what;
        EXPECT_LT(relative_error(results.fine, fine), kBound) << what;
        EXPECT_LT(relative_error(results.weights, weights), kBound) << what;
      }
    }
  }
}

TEST(Convolution, HasTheSameBitsForEveryNumberOfThreads) {
  for (const auto& shape : kShapes) {
    const Sides sides(shape);
    for (const bool packed : {true, false}) {
      const Outputs alone = compute(sides, kernels().table, serial(), packed);
      for (const std::int64_t count : {2, 3, 11}) {
        EXPECT_EQ(compute(sides, kernels().table, threads(count), packed), alone)
            << text(shape) << ", " << count << " threads";
      }
    }
  }
}

TEST(Convolution, PackingWhileMultiplyingChangesNoBit) {
  const Sides sides({2, 16, 16, 48, 40});
  EXPECT_EQ(compute(sides, kernels().table, serial(), true),
            compute(sides, kernels().table, serial(), false));
}

TEST(Convolution, KeepsTheWeightsOfSmallLayersOnly) {
  EXPECT_TRUE(Convolution({64, 32, 32, 64, 128}, kernels().table).keeps_weights());
  EXPECT_FALSE(Convolution({64, 8, 8, 256, 512}, kernels().table).keeps_weights());
}

}  // namespace
}  // namespace leakygan
