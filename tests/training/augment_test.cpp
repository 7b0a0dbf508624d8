#include "tests/training/augment_test.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support/error.h"

namespace leakygan {
namespace {

using testing::drawn_for;
using testing::images;
using testing::kAll;
using testing::largest;
using testing::rows;

double mean_of(const at::TensorAccessor<double, 3>& x, std::int64_t channels) {
  double total = 0;
  for (std::int64_t k = 0; k < channels; ++k) {
    for (std::int64_t i = 0; i < x.size(1) * x.size(2); ++i) {
      total += x[k][i / x.size(2)][i % x.size(2)];
    }
  }
  return total / static_cast<double>(channels * x.size(1) * x.size(2));
}

// The published steps one after the other on an image [C, H, W], number by number.
at::Tensor color_by_hand(const at::Tensor& image, const at::Tensor& amounts) {
  const std::int64_t channels = std::min<std::int64_t>(image.size(0), 3);
  at::Tensor copy = image.clone(at::MemoryFormat::Contiguous);
  auto x = copy.accessor<double, 3>();
  const auto each = [&](const std::function<void(double*, std::int64_t)>& change) {
    for (std::int64_t i = 0; i < x.size(1) * x.size(2); ++i) {
      change(&x[0][i / x.size(2)][i % x.size(2)], x.stride(0));
    }
  };
  const auto amount = amounts.accessor<double, 1>();
  each([&](double* pixel, std::int64_t step) {
    for (std::int64_t k = 0; k < channels; ++k) pixel[k * step] += amount[0];
  });
  each([&](double* pixel, std::int64_t step) {
    double mean = 0;
    for (std::int64_t k = 0; k < channels; ++k) mean += pixel[k * step];
    mean /= static_cast<double>(channels);
    for (std::int64_t k = 0; k < channels; ++k) {
      pixel[k * step] = mean + (pixel[k * step] - mean) * amount[1];
    }
  });
  const double mean = mean_of(x, channels);
  each([&](double* pixel, std::int64_t step) {
    for (std::int64_t k = 0; k < channels; ++k) {
      pixel[k * step] = mean + (pixel[k * step] - mean) * amount[2];
    }
  });
  return copy;
}

// Pixel (y, x) of the result is pixel (y - down, x - right), or 0 outside and in the hole.
at::Tensor move_by_hand(const at::Tensor& image, std::int64_t down, std::int64_t right,
                        const std::function<bool(std::int64_t, std::int64_t)>& is_hole) {
  at::Tensor result = torch::zeros(image.sizes(), image.options());
  for (std::int64_t y = 0; y < image.size(1); ++y) {
    for (std::int64_t x = 0; x < image.size(2); ++x) {
      const std::int64_t from_y = y - down;
      const std::int64_t from_x = x - right;
      if (from_y < 0 || from_y >= image.size(1) || from_x < 0 || from_x >= image.size(2)) continue;
      if (is_hole(y, x)) continue;
      for (std::int64_t k = 0; k < image.size(0); ++k) result[k][y][x] = image[k][from_y][from_x];
    }
  }
  return result;
}

at::Tensor augment_by_hand(const at::Tensor& x, const Augmentation& amounts) {
  std::vector<at::Tensor> result;
  for (std::int64_t i = 0; i < x.size(0); ++i) {
    const auto shift = amounts.shift.accessor<std::int64_t, 2>()[i];
    const auto hole = amounts.hole.accessor<std::int64_t, 2>()[i];
    const auto is_hole = [&](std::int64_t y, std::int64_t column) {
      return y >= hole[0] && y < hole[0] + hole[2] && column >= hole[1] &&
             column < hole[1] + hole[3];
    };
    result.push_back(
        move_by_hand(color_by_hand(x[i], amounts.color[i]), shift[0], shift[1], is_hole));
  }
  return torch::stack(result);
}

TEST(Augment, ChangesColorsAsPublished) {
  torch::manual_seed(1);
  for (const std::int64_t channels : {1, 3, 4}) {
    const auto x = images({6, channels, 5, 7});
    const auto amounts = drawn_for(x, {.color = true});
    const auto y = augment(x, amounts);
    for (std::int64_t i = 0; i < 6; ++i) {
      EXPECT_LT(largest(y[i], color_by_hand(x[i], amounts.color[i])), 1e-14) << channels;
    }
  }
}

TEST(Augment, AddsBrightnessToColorsAndNotToTransparency) {
  const auto x = images({1, 4, 4, 4});
  const auto y = augment(x, {.color = torch::tensor({{0.25, 1.0, 1.0}}, at::kDouble)});
  EXPECT_LT(largest(y.slice(1, 0, 3), x.slice(1, 0, 3) + 0.25), 1e-15);
  EXPECT_TRUE(torch::equal(y.slice(1, 3), x.slice(1, 3)));
}

TEST(Augment, WithoutSaturationMakesColorsGreyAndLeavesGreyImages) {
  const at::Tensor grey = torch::tensor({{0.0, 0.0, 1.0}}, at::kDouble);
  const auto x = images({1, 3, 4, 4});
  EXPECT_LT(largest(augment(x, {.color = grey}), x.mean(1, true).expand_as(x)), 1e-15);
  const auto one = images({1, 1, 4, 4});
  EXPECT_LT(largest(augment(one, {.color = grey}), one), 1e-15);
}

TEST(Augment, ShiftsByWholePixelsAndUncoversZeros) {
  const auto x = torch::arange(1, 13, at::kDouble).reshape({1, 1, 3, 4});
  const auto y = augment(x, {.shift = rows({1, -2})});
  const auto expected = torch::tensor(
      {{0.0, 0.0, 0.0, 0.0}, {3.0, 4.0, 0.0, 0.0}, {7.0, 8.0, 0.0, 0.0}}, at::kDouble);
  EXPECT_TRUE(torch::equal(y[0][0], expected));
}

TEST(Augment, ShiftsFartherThanTheImageLeaveNothing) {
  const auto x = images({1, 3, 4, 5}) + 3;
  for (const std::int64_t far : {-9, -4, 4, 9}) {
    EXPECT_EQ(augment(x, {.shift = rows({far, 0})}).count_nonzero().item<std::int64_t>(), 0);
    EXPECT_EQ(augment(x, {.shift = rows({0, far * 5 / 4})}).count_nonzero().item<std::int64_t>(),
              0);
  }
}

TEST(Augment, CutsARectangleOut) {
  const auto x = torch::ones({1, 4, 4, 5}, at::kDouble);
  const auto y = augment(x, {.hole = rows({1, 2, 2, 3})});
  auto expected = x.clone();
  expected.slice(2, 1, 3).slice(3, 2, 5).zero_();
  EXPECT_TRUE(torch::equal(y, expected));
}

TEST(Augment, DoesAllInTurnOnAnyShape) {
  torch::manual_seed(2);
  const std::vector<std::vector<std::int64_t>> shapes = {
      {8, 3, 8, 8}, {5, 1, 17, 23}, {5, 4, 23, 17}, {3, 3, 1, 1}, {3, 3, 2, 9}};
  for (const auto& shape : shapes) {
    const auto x = images(shape);
    const auto amounts = drawn_for(x);
    const auto y = augment(x, amounts);
    EXPECT_LT(largest(y, augment_by_hand(x, amounts)), 1e-14) << x.sizes();
    EXPECT_TRUE(y.is_contiguous(at::MemoryFormat::ChannelsLast)) << x.sizes();
    const auto single = augment(x.to(at::kFloat), amounts);
    EXPECT_EQ(single.scalar_type(), at::kFloat);
    EXPECT_LT(largest(single, y), 2e-6) << x.sizes();
  }
}

TEST(Augment, TakesImagesOfOtherLayouts) {
  const auto x = images({4, 3, 16, 20}, at::kFloat);
  const auto amounts = drawn_for(x);
  const auto y = augment(x, amounts);
  const auto planes = augment(x.contiguous(), amounts);
  EXPECT_TRUE(torch::equal(planes, y));
  EXPECT_TRUE(planes.is_contiguous(at::MemoryFormat::ChannelsLast));
  const auto wide = torch::cat({x, x}, 3);
  EXPECT_TRUE(torch::equal(augment(wide.slice(3, 0, 20), amounts), y));
}

TEST(Augment, LeavesImagesAloneWhenAllIsOff) {
  const auto x = images({4, 3, 8, 8}, at::kFloat);
  EXPECT_FALSE(AugmentOptions{}.any());
  EXPECT_TRUE(augment(x, drawn_for(x, {})).is_same(x));
  EXPECT_TRUE(torch::equal(augment_composed(x, drawn_for(x, {})), x));
}

TEST(Augment, NeverWritesIntoTheImages) {
  const auto x = images({4, 3, 16, 16}, at::kFloat);
  const auto before = x.clone();
  augment(x, drawn_for(x));
  augment_composed(x, drawn_for(x));
  EXPECT_TRUE(torch::equal(x, before));
}

TEST(Augment, CutsOutWhatIsNotFiniteToo) {
  const auto x = torch::full({1, 3, 4, 4}, std::nan(""), at::kFloat);
  const Augmentation amounts = {.shift = rows({1, 1}), .hole = rows({0, 0, 2, 4})};
  for (const auto& y : {augment(x, amounts), augment_composed(x, amounts)}) {
    EXPECT_EQ(y.isnan().sum().item<std::int64_t>(), 3 * 2 * 3);  // 2 rows, 3 columns are left
  }
}

TEST(Augment, TakesDtypesAndNumbersOfChannelsThatHaveNoLoops) {
  const auto x = images({4, 3, 16, 16}, at::kFloat);
  const auto amounts = drawn_for(x);
  const auto half = augment(x.to(at::kBFloat16), amounts);
  EXPECT_EQ(half.scalar_type(), at::kBFloat16);
  EXPECT_LT(largest(half, augment(x, amounts)), 0.05);
  const auto two = images({4, 2, 16, 16});
  EXPECT_TRUE(torch::equal(augment(two, amounts), augment_composed(two, amounts)));
  EXPECT_EQ(augment(x.slice(0, 0, 0), drawn_for(x.slice(0, 0, 0))).size(0), 0);
}

TEST(Augment, IsTheSameForAnyNumberOfThreads) {
  const auto x = images({64, 3, 32, 32}, at::kFloat);
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const auto one = augment(x, drawn_for(x));
  at::set_num_threads(2);
  const auto two = augment(x, drawn_for(x));
  at::set_num_threads(threads);
  EXPECT_TRUE(torch::equal(one, two));
}

TEST(Augment, RefusesAmountsForAnotherNumberOfImages) {
  const auto x = images({4, 3, 8, 8});
  for (const AugmentOptions& options :
       {AugmentOptions{.color = true}, AugmentOptions{.cutout = true}, kAll}) {
    EXPECT_THROW(augment(x, drawn_for(images({5, 3, 8, 8}), options)), Error);
    EXPECT_THROW(augment_composed(x, drawn_for(images({3, 3, 8, 8}), options)), Error);
  }
}

}  // namespace
}  // namespace leakygan
