#pragma once

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "data/shape_picture.h"

namespace leakygan::testing {

// Pictures of shapes, 32 x 32, RGB: number i shows kinds[i % size] and follows from first + i.
inline std::vector<std::uint8_t> shape_pictures(std::uint64_t first, std::size_t count,
                                                const std::vector<std::size_t>& kinds) {
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string png = shape_picture(kinds[i % kinds.size()], 32, first + i);
    cv::Mat image = cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_COLOR);
    cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    pixels.insert(pixels.end(), image.datastart, image.dataend);
  }
  return pixels;
}

}  // namespace leakygan::testing
