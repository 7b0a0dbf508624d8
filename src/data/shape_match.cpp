#include "data/shape_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "data/shape_coverage.h"
#include "data/shape_outline.h"
#include "data/shapes.h"

namespace leakygan {
namespace {

constexpr int kFrame = 32;            // pixels a side of the masks that are compared
constexpr double kUnitsAcross = 2.2;  // of the square root of the shape's area: the star's need
constexpr int kAngles = 11;           // 3 degrees apart

// Masks are compared with templates of about as many pixels, since few pixels blur a shape: the
// square roots of their areas. The smallest shape of 16 pixels has 4.3, the largest of 32 has 23.
constexpr std::array<double, 5> kLengths = {4.5, 6.5, 9.5, 14, 20};

struct Framed {
  cv::Mat mask;  // CV_8U
  double length;
};

Framed framed(const cv::Mat& coverage) {
  const cv::Moments moments = cv::moments(coverage);
  const double length = std::sqrt(moments.m00);
  const double step = length * kUnitsAcross / kFrame;
  constexpr double kMiddle = (kFrame - 1) / 2.0;
  const cv::Matx23d to_picture(step, 0, moments.m10 / moments.m00 - step * kMiddle,  //
                               0, step, moments.m01 / moments.m00 - step * kMiddle);
  cv::Mat result;
  cv::warpAffine(coverage, result, to_picture, cv::Size(kFrame, kFrame),
                 cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
  result.convertTo(result, CV_8U, 255);
  return {result, length};
}

double area(const Outline& outline) {
  double result = 0;
  for (const auto& line : outline) {
    std::vector<cv::Point2f> points;
    points.reserve(line.size());
    for (const Point& p : line) {
      points.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    }
    result = std::abs(result - cv::contourArea(points));  // an inner line is a hole
  }
  return result;
}

// A shape that covers length x length pixels.
cv::Mat drawn(const Outline& outline, double length) {
  constexpr int kTimes = 8;
  const double extent = length / std::sqrt(area(outline));
  const int side = static_cast<int>(std::ceil(extent)) + 2;
  const double middle = side * kTimes / 2.0;
  return shape_coverage(outline, side, kTimes, {middle, middle}, extent * kTimes);
}

struct Template {
  std::size_t kind;
  cv::Mat mask;
  double sum;
};

using Templates = std::array<std::vector<Template>, kLengths.size()>;

Templates make_templates() {
  Templates result;
  for (std::size_t i = 0; i < kLengths.size(); ++i) {
    for (std::size_t kind = 0; kind < kMostShapeClasses; ++kind) {
      for (int turn = 0; turn < kAngles; ++turn) {
        const double angle = kMostTurn * (2.0 * turn / (kAngles - 1) - 1);
        const cv::Mat mask = framed(drawn(shape_outline(kind, angle), kLengths[i])).mask;
        result[i].push_back({kind, mask, cv::sum(mask)[0]});
      }
    }
  }
  return result;
}

const std::vector<Template>& templates_near(double length) {
  static const Templates templates = make_templates();
  std::size_t nearest = 0;
  while (nearest + 1 < kLengths.size() &&
         length > std::sqrt(kLengths[nearest] * kLengths[nearest + 1])) {
    ++nearest;
  }
  return templates[nearest];
}

}  // namespace

ShapeMatch match_shape(const cv::Mat& coverage) {
  const Framed shape = framed(coverage);
  const double sum = cv::sum(shape.mask)[0];
  std::array<double, kMostShapeClasses> overlaps = {};
  for (const Template& candidate : templates_near(shape.length)) {
    const double apart = cv::norm(shape.mask, candidate.mask, cv::NORM_L1);
    const double both = sum + candidate.sum;
    double& overlap = overlaps[candidate.kind];
    overlap = std::max(overlap, (both - apart) / (both + apart));
  }
  ShapeMatch match;
  for (std::size_t kind = 0; kind < overlaps.size(); ++kind) {
    if (overlaps[kind] > match.overlap) {
      match = {kind, overlaps[kind], match.overlap};
    } else {
      match.next_overlap = std::max(match.next_overlap, overlaps[kind]);
    }
  }
  return match;
}

}  // namespace leakygan
