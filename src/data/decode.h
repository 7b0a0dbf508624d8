#pragma once

#include <opencv2/core.hpp>
#include <string_view>

#include "data/image_header.h"
#include "data/preprocessing.h"

namespace leakygan {

// A decoded image and what its file says of it.
struct DecodedImage {
  Container container = Container::unknown;
  std::int64_t width = 0;  // upright, pixels of the file; `image` may be smaller
  std::int64_t height = 0;
  int channels =
      3;         // 1 grey, 2 grey and alpha, 3 colour (palette and CMYK too), 4 colour and alpha
  int bits = 8;  // of a sample: 1 to 16, 32 for floats
  // With more than 8 bits: the largest sample, before Preprocessing::white_level took part.
  double largest_sample = 0;
  // Upright, 8-bit, grey, BGR or BGRA. Of a large JPEG the smallest of the sizes 1/8, 1/4, 1/2 and
  // 1 that training needs no more than.
  cv::Mat image = {};
};

// Decodes an image file by its content, whatever its name is: JPEG, PNG, BMP, TIFF (the first
// page), WebP, PNM, JPEG 2000.
//   upright   turned as EXIF says
//   16 bits   255 / white_level of the sample, rounded, at most 255; alpha / 257
//   floats    times 255; they lie within 0 to 1
//   CMYK      (1 - ink) (1 - black), without a colour profile
// Throws Error that says only what is wrong: empty, another container (named), cut off, too large,
// damaged.
DecodedImage decode_image(std::string_view bytes, const Preprocessing& preprocessing);

// Makes the training image of `image`, which is upright, 8-bit, grey, BGR or BGRA.
//   channels   grey is repeated; colour becomes grey as 0.299 R + 0.587 G + 0.114 B
//   alpha      blended on the background, unless the shape has 4 channels; those without get 255
//   crop       the middle with the shape's aspect ratio; for Crop::random of the side that is too
//              long up to twice what the shape has
//   pad        all of it in the middle of the background (transparent with 4 channels)
//   stretch    all of it, each side on its own
//   size       a side that shrinks by the mean over the covered area (antialiased), one that grows
//              bilinear
TrainingImage to_training_image(const cv::Mat& image, const Preprocessing& preprocessing);

}  // namespace leakygan
