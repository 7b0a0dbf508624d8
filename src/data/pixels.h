#pragma once

#include <cstdint>

#include "data/image_header.h"

namespace cv {
class Mat;
}

namespace leakygan {

// The steps from what a decoder gives, in OpenCV's order BGR(A), to an upright 8-bit image. They
// may share memory with their argument.

// Turns the image upright. `orientation` is EXIF's, 1 to 8.
cv::Mat upright(const cv::Mat& image, int orientation);

// Grey with alpha as BGRA; images of 1, 3 or 4 channels come back as they are. Throws Error for
// more channels, or samples of a kind that no image file should have.
cv::Mat with_four_channels(const cv::Mat& image);

// Gives a grey image whose header names a transparent level the alpha channel that this stands for:
// OpenCV makes one of what a palette or an RGB file says, but not of this. Others come back as they
// are.
cv::Mat with_level_as_alpha(const cv::Mat& image, const ImageHeader& header);

// Makes of what the header says of a TIFF what other formats have: colours that are not multiplied
// by alpha, and black as 0.
cv::Mat straightened(const cv::Mat& image, const ImageHeader& header);

// The largest sample, alpha not counted.
double largest_sample(const cv::Mat& image);

// 16-bit samples become 255 / white_level of themselves, rounded, at most 255, alpha as if that
// were 65535; floats from 0 to 1 become 0 to 255. Throws Error for other floats.
cv::Mat to_eight_bits(const cv::Mat& image, std::int64_t white_level);

// The largest part in the centre with the aspect ratio of height to width, to the nearest pixel.
cv::Mat centre_part(const cv::Mat& image, std::int64_t height, std::int64_t width);

}  // namespace leakygan
