#pragma once

#include <opencv2/core.hpp>
#include <string_view>

namespace leakygan {

// Decodes a JPEG file with libjpeg, which OpenCV would use too, but lets damage pass with a line on
// stderr and decodes all of a large image when an eighth is enough.
//
// `eighths` (1, 2, 4 or 8): the size of the result in eighths of the stored one, rounded up.
// Returns grey or BGR, 8-bit, not turned upright. CMYK becomes (1 - ink) (1 - black); with Adobe's
// marker its levels are stored inverted, as all programs take it.
// Throws Error that says only what is wrong: data that are damaged or end early.
cv::Mat decode_jpeg(std::string_view bytes, int eighths);

}  // namespace leakygan
