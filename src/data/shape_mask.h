#pragma once

#include <opencv2/core.hpp>
#include <optional>

namespace leakygan {

// What stands out from the gradient of a picture.
struct ShapeMask {
  cv::Mat coverage;         // CV_32F: how much of each pixel the largest part covers, 0 to 1
  double contrast = 0;      // between its colour and the gradient: distance of RGB, 0 to 442
  double ground_error = 0;  // root mean square of what else the gradient leaves over, same unit
  double colour_error = 0;  // the same inside, left over by one colour, as a part of the contrast
  double largest_part = 0;  // share of the largest connected part in all that stands out
};

// `picture` is CV_32FC3, levels 0 to 255, 8 x 8 pixels or more. Nothing when nothing stands out.
std::optional<ShapeMask> shape_mask(const cv::Mat& picture);

}  // namespace leakygan
