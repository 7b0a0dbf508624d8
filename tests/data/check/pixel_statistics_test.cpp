#include "data/check/pixel_statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgcodecs.hpp>

#include "data/check/contact_sheet.h"
#include "support/random.h"

namespace leakygan::testing {
namespace {

TEST(PixelStatistics, AreThoseOfAllPixelsOfAChannel) {
  const ImageShape shape = {2, 3, 5};
  constexpr std::size_t kImages = 333;
  std::vector<std::uint8_t> pixels(kImages * 2 * 3 * 5);
  SplitMix64 random(1);
  for (auto& level : pixels) level = static_cast<std::uint8_t>(random.below(256));
  const auto statistics = pixel_statistics(dataset_of(shape, pixels), 3, {});
  ASSERT_EQ(statistics.size(), 2U);
  for (std::size_t channel = 0; channel < 2; ++channel) {
    double mean = 0;
    double square = 0;
    for (std::size_t i = channel; i < pixels.size(); i += 2) mean += pixels[i];
    mean /= static_cast<double>(pixels.size()) / 2;
    for (std::size_t i = channel; i < pixels.size(); i += 2)
      square += std::pow(pixels[i] - mean, 2);
    EXPECT_NEAR(statistics[channel].mean, mean, 1e-9);
    EXPECT_NEAR(statistics[channel].deviation,
                std::sqrt(square / (static_cast<double>(pixels.size()) / 2)), 1e-9);
  }
}

TEST(ContactSheet, ShowsImagesOfEachClassTogetherAndSpreadOverAll) {
  const ImageShape shape = {1, 4, 4};
  std::vector<std::uint8_t> pixels;
  for (int i = 0; i < 128; ++i) pixels.insert(pixels.end(), 16, static_cast<std::uint8_t>(i));
  Dataset dataset = dataset_of(shape, pixels);
  dataset.classes.names = {"even", "odd"};
  for (std::uint32_t i = 0; i < 128; ++i) dataset.classes.of_image.push_back(i % 2);
  const std::string png = contact_sheet(dataset);
  const cv::Mat raw(1, static_cast<int>(png.size()), CV_8U, const_cast<char*>(png.data()));
  const cv::Mat sheet = cv::imdecode(raw, cv::IMREAD_GRAYSCALE);
  ASSERT_EQ(sheet.cols, 8 * 6 + 2);
  ASSERT_EQ(sheet.rows, 8 * 6 + 2);
  const auto shown = [&](int i) { return sheet.at<std::uint8_t>(3 + i / 8 * 6, 3 + i % 8 * 6); };
  for (int i = 0; i < 32; ++i) EXPECT_EQ(shown(i), 4 * i) << i;
  for (int i = 32; i < 64; ++i) EXPECT_EQ(shown(i), 4 * (i - 32) + 1) << i;
}

}  // namespace
}  // namespace leakygan::testing
