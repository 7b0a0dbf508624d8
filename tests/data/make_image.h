#pragma once

#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "support/random.h"

namespace leakygan::testing {

inline std::string encoded(const char* extension, const cv::Mat& image,
                           const std::vector<int>& options = {}) {
  std::vector<unsigned char> bytes;
  cv::imencode(extension, image, bytes, options);
  return {bytes.begin(), bytes.end()};
}

inline std::string png_of(const cv::Mat& image) { return encoded(".png", image); }

inline std::string jpeg_of(const cv::Mat& image, std::vector<int> options = {}) {
  options.push_back(cv::IMWRITE_JPEG_QUALITY);
  options.push_back(95);
  return encoded(".jpg", image, options);
}

// 8-bit noise, the same every time.
inline cv::Mat noise(int rows, int columns, int channels, std::uint64_t seed = 1) {
  cv::Mat image(rows, columns, CV_8UC(channels));
  SplitMix64 random(seed);
  for (auto* byte = image.datastart; byte != image.dataend; ++byte) {
    *const_cast<unsigned char*>(byte) = static_cast<unsigned char>(random.below(256));
  }
  return image;
}

inline cv::Mat flat(int rows, int columns, const cv::Scalar& blue_green_red) {
  return cv::Mat(rows, columns, CV_8UC3, blue_green_red);
}

}  // namespace leakygan::testing
