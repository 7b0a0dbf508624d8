#pragma once

#include <cstdint>

#include "data/image_header.h"
#include "models/options.h"

namespace cv {
class Mat;
}

namespace leakygan {

// The steps from a decoded image, in OpenCV's order BGR(A), to a training image. They may share
// memory with their argument.

// Turns the image upright. `orientation` is EXIF's, 1 to 8.
cv::Mat upright(const cv::Mat& image, int orientation);

// Gives a grey image whose header names a transparent level the alpha channel that this stands for:
// OpenCV makes one of what a palette or an RGB file says, but not of this. Others come back as they
// are.
cv::Mat with_level_as_alpha(const cv::Mat& image, const ImageHeader& header);

// 16-bit samples become 8-bit ones: value / 257, rounded, so that 65535 becomes 255.
cv::Mat to_eight_bits(const cv::Mat& image);

// The largest part in the centre with the aspect ratio of height to width, to the nearest pixel.
cv::Mat centre_part(const cv::Mat& image, std::int64_t height, std::int64_t width);

// Resizes to the shape and makes its channels: grey, RGB or RGBA. `image` has 8-bit samples and
// 1, 3 or 4 channels. Pixels take part as much as they are opaque; without alpha in the shape they
// lie on white, with it those that cannot be seen are white.
cv::Mat to_shape(const cv::Mat& image, const ImageShape& shape);

}  // namespace leakygan
