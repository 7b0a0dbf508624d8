#pragma once

#include <opencv2/imgproc.hpp>

#include "tests/data/make_image.h"

namespace leakygan::testing {

// A smooth colour picture, another one for every seed.
inline cv::Mat scene(std::uint64_t seed, int width = 96, int height = 96) {
  constexpr int kPatches = 7;
  cv::Mat image;
  cv::resize(noise(kPatches, kPatches, 3, seed), image, {width, height}, 0, 0, cv::INTER_CUBIC);
  return image;
}

}  // namespace leakygan::testing
