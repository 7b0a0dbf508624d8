#include "data/shape_mask.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "data/shape_gradient.h"

namespace leakygan {
namespace {

using Pixel = cv::Vec3f;

cv::Mat difference(const cv::Mat& picture, const Gradient& gradient) {
  cv::Mat result(picture.size(), CV_32FC3);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      result.at<Pixel>(y, x) = picture.at<Pixel>(y, x) - gradient.at(y, x);
    }
  }
  return result;
}

// Median colour of the `count` pixels that differ most: those that the shape covers wholly.
Pixel colour_of_most_different(const cv::Mat& picture, const cv::Mat& different,
                               std::size_t count) {
  struct Found {
    float distance;
    Pixel colour;
  };
  std::vector<Found> pixels;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const auto& d = different.at<Pixel>(y, x);
      pixels.push_back({d.dot(d), picture.at<Pixel>(y, x)});
    }
  }
  const auto end = pixels.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(pixels.begin(), end, pixels.end(),
                   [](const Found& a, const Found& b) { return a.distance > b.distance; });
  Pixel result;
  for (int c = 0; c < 3; ++c) {
    const auto middle = pixels.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(pixels.begin(), middle, end,
                     [&](const Found& a, const Found& b) { return a.colour[c] < b.colour[c]; });
    result[c] = middle->colour[c];
  }
  return result;
}

// How far each pixel is on the way from the gradient to `colour`, 0 to 1.
cv::Mat coverage_by(const Pixel& colour, const cv::Mat& picture, const cv::Mat& different) {
  cv::Mat result(picture.size(), CV_32F);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const auto& d = different.at<Pixel>(y, x);
      const Pixel way = colour - picture.at<Pixel>(y, x) + d;
      const float part = d.dot(way) / std::max(way.dot(way), 1.0F);
      result.at<float>(y, x) = std::clamp(part, 0.0F, 1.0F);
    }
  }
  return result;
}

// Sets all but the largest connected part, and the pixels that touch it, to 0; returns its share.
double keep_largest_part(cv::Mat& coverage) {
  cv::Mat labels;
  cv::Mat sizes;
  cv::Mat centres;
  const int count = cv::connectedComponentsWithStats(coverage > 0.5, labels, sizes, centres);
  int largest = 0;
  double all = 0;
  for (int i = 1; i < count; ++i) {
    const int size = sizes.at<int>(i, cv::CC_STAT_AREA);
    all += size;
    if (largest == 0 || size > sizes.at<int>(largest, cv::CC_STAT_AREA)) largest = i;
  }
  if (largest == 0) return 0;
  cv::Mat touched;
  cv::dilate(labels == largest, touched, cv::Mat::ones(3, 3, CV_8U));
  coverage.setTo(0, ~touched);
  return sizes.at<int>(largest, cv::CC_STAT_AREA) / all;
}

void measure(ShapeMask& mask, const Pixel& colour, const cv::Mat& picture,
             const cv::Mat& different) {
  double outside = 0;
  double inside = 0;
  double squares_outside = 0;
  double squares_inside = 0;
  double contrast = 0;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const float covered = mask.coverage.at<float>(y, x);
      const auto& d = different.at<Pixel>(y, x);
      const Pixel way = colour - picture.at<Pixel>(y, x) + d;
      const Pixel error = d - covered * way;
      (covered > 0 ? inside : outside) += 1;
      (covered > 0 ? squares_inside : squares_outside) += error.dot(error);
      if (covered > 0) contrast += cv::norm(way);
    }
  }
  mask.contrast = contrast / std::max(inside, 1.0);
  mask.ground_error = std::sqrt(squares_outside / std::max(outside, 1.0));
  mask.colour_error = std::sqrt(squares_inside / std::max(inside, 1.0)) / mask.contrast;
}

}  // namespace

std::optional<ShapeMask> shape_mask(const cv::Mat& picture) {
  const cv::Mat different = difference(picture, fit_gradient(picture));
  // The smallest shape, a diamond half as wide as the picture, covers a fourteenth of it.
  Pixel colour = colour_of_most_different(picture, different, picture.total() / 20);
  ShapeMask mask;
  for (int round = 0; round < 2; ++round) {
    mask.coverage = coverage_by(colour, picture, different);
    const cv::Scalar mean = cv::mean(picture, mask.coverage > 0.8);
    colour = cv::Vec3d(mean[0], mean[1], mean[2]);
  }
  mask.coverage = coverage_by(colour, picture, different);
  mask.largest_part = keep_largest_part(mask.coverage);
  if (mask.largest_part == 0) return std::nullopt;
  measure(mask, colour, picture, different);
  return mask;
}

}  // namespace leakygan
