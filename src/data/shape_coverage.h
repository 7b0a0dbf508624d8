#pragma once

#include <opencv2/core.hpp>

#include "data/shape_outline.h"

namespace leakygan {

// How much of each of size x size pixels an outline covers, 0 to 1 (CV_32F): drawn `times` as large
// and averaged. `centre` and `extent`, what 1 in the outline becomes, are in the pixels of that
// drawing.
cv::Mat shape_coverage(const Outline& outline, int size, int times, const Point& centre,
                       double extent);

}  // namespace leakygan
