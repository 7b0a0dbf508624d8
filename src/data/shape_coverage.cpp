#include "data/shape_coverage.h"

#include <opencv2/imgproc.hpp>
#include <vector>

namespace leakygan {

cv::Mat shape_coverage(const Outline& outline, int size, int times, const Point& centre,
                       double extent) {
  constexpr int kFractionBits = 8;
  std::vector<std::vector<cv::Point>> lines;
  for (const auto& line : outline) {
    auto& points = lines.emplace_back();
    for (const Point& p : line) {
      const auto fixed = [](double v) { return cvRound((v - 0.5) * (1 << kFractionBits)); };
      points.emplace_back(fixed(centre.x + extent * p.x), fixed(centre.y + extent * p.y));
    }
  }
  cv::Mat large = cv::Mat::zeros(size * times, size * times, CV_32F);
  cv::fillPoly(large, lines, cv::Scalar(1), cv::LINE_8, kFractionBits);
  cv::Mat result;
  cv::resize(large, result, cv::Size(size, size), 0, 0, cv::INTER_AREA);
  return result;
}

}  // namespace leakygan
