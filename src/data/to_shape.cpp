#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "data/pixels.h"

namespace leakygan {
namespace {

// The mean over the covered area is what a pixel of a smaller image should be; sampling at points
// would turn fine texture into patterns that the networks then learn. Growing is bilinear: cubic
// overshoots beside edges, a halo that is in no photograph.
cv::Mat resized(const cv::Mat& image, const ImageShape& shape) {
  const cv::Size size(static_cast<int>(shape.width), static_cast<int>(shape.height));
  if (image.size() == size) return image;
  const bool shrinks = size.width <= image.cols && size.height <= image.rows;
  cv::Mat result;
  cv::resize(image, result, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

constexpr int kOpaque = 255;
constexpr int kWhite = 255;

cv::Mat on_white(const cv::Mat& image) {
  cv::Mat result(image.size(), CV_8UC3);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4b>(y);
    auto* to = result.ptr<cv::Vec3b>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) {
        const int sum = from[x][c] * alpha + kWhite * (kOpaque - alpha);
        to[x][c] = static_cast<std::uint8_t>((sum + kOpaque / 2) / kOpaque);
      }
    }
  }
  return result;
}

// Colour times alpha, and alpha on the same scale: products of two bytes are exact in 16 bits.
cv::Mat weighted_by_alpha(const cv::Mat& image) {
  cv::Mat result(image.size(), CV_16UC4);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4b>(y);
    auto* to = result.ptr<cv::Vec4w>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) to[x][c] = static_cast<std::uint16_t>(from[x][c] * alpha);
      to[x][3] = static_cast<std::uint16_t>(alpha * kOpaque);
    }
  }
  return result;
}

cv::Mat without_weights(const cv::Mat& image) {
  cv::Mat result(image.size(), CV_8UC4);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4w>(y);
    auto* to = result.ptr<cv::Vec4b>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int weight = from[x][3];
      const int alpha = (weight + kOpaque / 2) / kOpaque;
      for (int c = 0; c < 3; ++c) {
        const int colour = alpha == 0 ? kWhite : (from[x][c] * kOpaque + weight / 2) / weight;
        to[x][c] = static_cast<std::uint8_t>(std::min(colour, kWhite));
      }
      to[x][3] = static_cast<std::uint8_t>(alpha);
    }
  }
  return result;
}

cv::Mat converted(const cv::Mat& image, int code) {
  cv::Mat result;
  cv::cvtColor(image, result, code);
  return result;
}

}  // namespace

cv::Mat to_shape(const cv::Mat& image, const ImageShape& shape) {
  const bool has_alpha = image.channels() == 4;
  if (has_alpha && shape.channels == 4) {
    const cv::Mat small = without_weights(resized(weighted_by_alpha(image), shape));
    return converted(small, cv::COLOR_BGRA2RGBA);
  }
  const cv::Mat small = resized(has_alpha ? on_white(image) : image, shape);
  const bool grey = small.channels() == 1;
  switch (shape.channels) {
    case 1:
      return grey ? small : converted(small, cv::COLOR_BGR2GRAY);
    case 3:
      return converted(small, grey ? cv::COLOR_GRAY2RGB : cv::COLOR_BGR2RGB);
    default:
      return converted(small, grey ? cv::COLOR_GRAY2RGBA : cv::COLOR_BGR2RGBA);
  }
}

}  // namespace leakygan
