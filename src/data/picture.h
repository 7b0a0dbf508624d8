#pragma once

#include <opencv2/core.hpp>
#include <string_view>

#include "data/image_header.h"
#include "data/preprocessing.h"

namespace leakygan {

// A decoded image and what its file says of it.
struct Picture {
  Container container = Container::unknown;
  std::int64_t width = 0;  // upright, pixels of the file; `image` may be smaller
  std::int64_t height = 0;
  int channels = 3;  // of the file: 1 grey, 2 grey and alpha, 3 colour (palette, CMYK too), 4 and alpha
  int bits = 8;      // of a sample: 1 to 16, 32 for floats
  // With more than 8 bits: the largest sample, before Preprocessing::white_level took part.
  double largest_sample = 0;
  // Upright, 8-bit, grey, BGR or BGRA. Smaller than the file's where the decoder could skip what
  // the training size does not need; never smaller than that.
  cv::Mat image;
};

// Decodes an image file by its content, whatever its name is.
// Throws Error that says only what is wrong: empty, another container (named), cut off, too large,
// damaged.
Picture decode_picture(std::string_view bytes, const Preprocessing& preprocessing);

// Makes the training image: fit, size, channels, background. For Crop::random the side that is to
// be cut keeps up to twice its length.
TrainingImage to_training_image(const cv::Mat& upright_eight_bits,
                                const Preprocessing& preprocessing);

}  // namespace leakygan
