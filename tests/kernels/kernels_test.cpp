#include "kernels/kernels.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/kernels/numbers.h"

namespace leakygan {
namespace {

using testing::index;
using testing::numbers;

// Element (row, column) of panels that are `rows` rows long.
float element(const std::vector<float>& panels, std::int64_t panel, std::int64_t rows,
              std::int64_t row, std::int64_t column) {
  return panels[index(column / panel * rows * panel + row * panel + column % panel)];
}

TEST(Kernels, EndWithPlainOnesThatEveryProcessorHas) {
  ASSERT_FALSE(all_kernels().empty());
  EXPECT_EQ(all_kernels().back().name, "plain");
  if (std::getenv("LEAKYGAN_KERNELS") == nullptr) {
    EXPECT_EQ(kernels().name, all_kernels().front().name);
  }
}

TEST(Kernels, MultiplyPanels) {
  for (const auto& one : all_kernels()) {
    const std::int64_t panel = 2 * one.table.lanes;
    for (const std::int64_t rows : {1, 5, 6, 14, 15, 29, 64}) {
      for (const std::int64_t depth : {std::int64_t{1}, panel - 1, panel, 3 * panel + 2}) {
        const auto a = numbers((depth / panel + 1) * panel * rows, 1);
        const auto b = numbers(depth * panel, 2);
        auto c = numbers(rows * panel, 3);
        const auto before = c;
        one.table.multiply(a.data(), rows * panel, b.data(), c.data(), rows, depth, true);
        for (std::int64_t i = 0; i < rows; ++i) {
          for (std::int64_t j = 0; j < panel; ++j) {
            double sum = before[index(i * panel + j)];
            for (std::int64_t k = 0; k < depth; ++k) {
              sum += double{element(a, panel, rows, i, k)} * b[index(k * panel + j)];
            }
            ASSERT_NEAR(c[index(i * panel + j)], sum, 1e-5)
                << one.name << " " << rows << " x " << depth;
          }
        }
      }
    }
  }
}

TEST(Kernels, MultiplyTransposedPanels) {
  for (const auto& one : all_kernels()) {
    const std::int64_t panel = 2 * one.table.lanes;
    for (const std::int64_t depth : {1, 2, 77}) {
      const auto a = numbers(depth * panel, 1);
      const auto b = numbers(depth * panel, 2);
      std::vector<float> c(index(panel * panel), 7);
      one.table.multiply_transposed(a.data(), b.data(), c.data(), depth);
      for (std::int64_t i = 0; i < panel; ++i) {
        for (std::int64_t j = 0; j < panel; ++j) {
          double sum = 0;
          for (std::int64_t k = 0; k < depth; ++k) {
            sum += double{a[index(k * panel + i)]} * b[index(k * panel + j)];
          }
          ASSERT_NEAR(c[index(i * panel + j)], sum, 1e-5) << one.name << " " << depth;
        }
      }
    }
  }
}

TEST(Kernels, CountTheirMultiplyAdds) {
  for (const auto& one : all_kernels()) {
    EXPECT_EQ(one.table.multiply_adds(1000), 1000.0 * 12 * static_cast<double>(one.table.lanes));
  }
}

}  // namespace
}  // namespace leakygan
