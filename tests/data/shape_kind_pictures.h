#pragma once

#include <cmath>
#include <functional>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/shape_kind.h"
#include "data/shape_picture.h"
#include "support/random.h"

namespace leakygan::testing {

inline constexpr std::uint64_t kFreshSeed = 0x5eed0000;

using Change = std::function<cv::Mat(const cv::Mat&, std::uint64_t index)>;

// Picture number `index`, whose kind is index % 8.
inline cv::Mat picture(std::uint64_t index, int size) {
  const std::string png = shape_picture(index % 8, size, kFreshSeed + index);
  return cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_COLOR);
}

inline std::optional<std::size_t> kind_of(const cv::Mat& image, std::int64_t classes = 8) {
  return shape_kind({image.data, image.total() * image.elemSize()},
                    {image.channels(), image.rows, image.cols}, classes);
}

inline cv::Mat in_grey(const cv::Mat& image) {
  cv::Mat result;
  cv::cvtColor(image, result, cv::COLOR_BGR2GRAY);
  return result;
}

// Gaussian, with a standard deviation of 8 levels.
inline cv::Mat with_noise(const cv::Mat& image, std::uint64_t seed) {
  constexpr double kDeviation = 8;
  SplitMix64 random(seed);
  cv::Mat result = image.clone();
  for (auto* byte = result.data; byte != result.dataend; ++byte) {
    const double radius = std::sqrt(-2 * std::log(random.uniform(1e-12, 1)));
    const double normal = radius * std::cos(random.uniform(0, 2 * std::numbers::pi));
    *byte = cv::saturate_cast<unsigned char>(*byte + kDeviation * normal);
  }
  return result;
}

}  // namespace leakygan::testing
