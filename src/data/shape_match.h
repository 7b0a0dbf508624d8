#pragma once

#include <cstddef>
#include <opencv2/core.hpp>

namespace leakygan {

// The kind of shape that a mask is most like. Overlap is intersection over union, 0 to 1.
struct ShapeMatch {
  std::size_t kind = 0;
  double overlap = 0;
  double next_overlap = 0;  // of the kind that comes next
};

// Compares with all kinds, turned by as much as the data set turns them, after bringing the centre
// of mass and the area to the same. `coverage` is CV_32F, 0 to 1, and not all 0.
ShapeMatch match_shape(const cv::Mat& coverage);

}  // namespace leakygan
