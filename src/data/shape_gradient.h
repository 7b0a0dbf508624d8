#pragma once

#include <opencv2/core.hpp>

namespace leakygan {

// A colour that changes evenly across a picture: what lies behind the shape. Levels 0 to 255.
struct Gradient {
  cv::Vec3f corner;  // at pixel (0, 0)
  cv::Vec3f along_x;
  cv::Vec3f along_y;

  cv::Vec3f at(int y, int x) const {
    return corner + along_x * static_cast<float>(x) + along_y * static_cast<float>(y);
  }
};

// The gradient behind the shape in a picture (CV_32FC3, 8 x 8 pixels or more), which may hide most
// of it and all but three of the corners. A picture without a gradient gets one all the same.
Gradient fit_gradient(const cv::Mat& picture);

}  // namespace leakygan
