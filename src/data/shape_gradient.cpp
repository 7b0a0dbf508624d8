#include "data/shape_gradient.h"

#include <algorithm>
#include <array>
#include <vector>

namespace leakygan {
namespace {

cv::Vec3f mean_colour(const cv::Mat& part) {
  const cv::Scalar mean = cv::mean(part);
  return cv::Vec3d(mean[0], mean[1], mean[2]);
}

// The gradients through three of the picture's corners: no shape hides two of them.
std::array<Gradient, 4> corner_gradients(const cv::Mat& picture) {
  const int side = std::min(picture.rows, picture.cols) / 8;
  const int right = picture.cols - side;
  const int bottom = picture.rows - side;
  const auto corner = [&](int x, int y) {
    return mean_colour(picture(cv::Rect(x, y, side, side)));
  };
  const std::array<cv::Vec3f, 4> colours = {corner(0, 0), corner(right, 0), corner(0, bottom),
                                            corner(right, bottom)};
  std::array<Gradient, 4> result;
  for (std::size_t hidden = 0; hidden < 4; ++hidden) {
    auto c = colours;
    c[hidden] = c[hidden ^ 1U] + c[hidden ^ 2U] - c[hidden ^ 3U];
    const cv::Vec3f along_x = (c[1] - c[0]) / right;
    const cv::Vec3f along_y = (c[2] - c[0]) / bottom;
    const float middle = static_cast<float>(side - 1) / 2;
    result[hidden] = {c[0] - (along_x + along_y) * middle, along_x, along_y};
  }
  return result;
}

// Distances of the two outermost rows and columns of pixels from a gradient.
std::vector<double> border_distances(const cv::Mat& picture, const Gradient& gradient) {
  std::vector<double> result;
  for (int y = 0; y < picture.rows; ++y) {
    const bool whole = y < 2 || y >= picture.rows - 2;
    for (int x = 0; x < picture.cols; ++x) {
      if (!whole && x == 2) x = picture.cols - 2;
      result.push_back(cv::norm(picture.at<cv::Vec3f>(y, x) - gradient.at(y, x)));
    }
  }
  return result;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Least squares with Tukey's weights, which are 0 for pixels further than `reach` from `start`.
Gradient refit(const cv::Mat& picture, const Gradient& start, double reach) {
  cv::Matx33d normal = cv::Matx33d::zeros();
  cv::Matx33d right = cv::Matx33d::zeros();
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const auto& colour = picture.at<cv::Vec3f>(y, x);
      const cv::Vec3f error = colour - start.at(y, x);
      const double part = error.dot(error) / (reach * reach);
      if (part >= 1) continue;
      const double weight = (1 - part) * (1 - part);
      const cv::Vec3d place(1, x, y);
      normal += place * (weight * place).t();
      right += place * (weight * cv::Vec3d(colour)).t();
    }
  }
  bool regular = false;
  const cv::Matx33d solution = normal.inv(cv::DECOMP_CHOLESKY, &regular) * right;
  if (!regular) return start;
  const auto row = [&](int i) {
    return cv::Vec3f(cv::Vec3d(solution(i, 0), solution(i, 1), solution(i, 2)));
  };
  return {row(0), row(1), row(2)};
}

}  // namespace

Gradient fit_gradient(const cv::Mat& picture) {
  constexpr double kFar = 60;
  double least = 0;
  Gradient best;
  for (const Gradient& gradient : corner_gradients(picture)) {
    double sum = 1;
    for (const double d : border_distances(picture, gradient)) sum += std::min(d, kFar);
    if (least != 0 && sum >= least) continue;
    least = sum;
    best = gradient;
  }
  for (int round = 0; round < 3; ++round) {
    // More than half of the border is never hidden, so its median is a distance that noise makes.
    const double noise = median(border_distances(picture, best));
    best = refit(picture, best, std::clamp(4 * noise, 12.0, kFar));
  }
  return best;
}

}  // namespace leakygan
