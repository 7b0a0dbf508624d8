#include "data/check/appearance.h"

#include <algorithm>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace leakygan {
namespace {

constexpr int kSide = 8;
constexpr float kBlank = 2;

// Neighbours nearer than this count as equal: else compression decides the bits of a clear sky.
constexpr float kEqual = 1;

cv::Mat grey_of(const cv::Mat& image, std::uint8_t behind) {
  if (image.channels() == 1) return image;
  cv::Mat grey;
  cv::cvtColor(image, grey, image.channels() == 4 ? cv::COLOR_BGRA2GRAY : cv::COLOR_BGR2GRAY);
  if (image.channels() == 3) return grey;
  cv::Mat opaque;
  cv::extractChannel(image, opaque, 3);
  for (int y = 0; y < grey.rows; ++y) {
    for (int x = 0; x < grey.cols; ++x) {
      const int alpha = opaque.at<std::uint8_t>(y, x);
      auto& level = grey.at<std::uint8_t>(y, x);
      level = static_cast<std::uint8_t>((level * alpha + behind * (255 - alpha) + 127) / 255);
    }
  }
  return grey;
}

cv::Mat shrunk(const cv::Mat& grey, int width, int height) {
  cv::Mat small;
  cv::resize(grey, small, {width, height}, 0, 0, cv::INTER_AREA);
  return small;
}

std::uint64_t difference_hash(const cv::Mat& nine_by_eight) {
  std::uint64_t hash = 0;
  for (int y = 0; y < kSide; ++y) {
    const auto* row = nine_by_eight.ptr<float>(y);
    for (int x = 0; x < kSide; ++x) hash = hash << 1 | (row[x] + kEqual < row[x + 1] ? 1 : 0);
  }
  return hash;
}

}  // namespace

Appearance appearance_of(const cv::Mat& image, std::uint8_t behind) {
  const cv::Mat grey = grey_of(image, behind);
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(grey, mean, deviation);
  // By way of a size that both divide: the large image is gone through once. As floats, so that
  // smooth images are not rounded to steps.
  cv::Mat levels;
  shrunk(grey, 9 * kSide, 8 * kSide).convertTo(levels, CV_32F);
  Appearance appearance;
  appearance.deviation = static_cast<float>(deviation[0]);
  appearance.hash = difference_hash(shrunk(levels, kSide + 1, kSide));
  const cv::Mat thumbnail = shrunk(levels, kSide, kSide);
  std::transform(thumbnail.begin<float>(), thumbnail.end<float>(), appearance.thumbnail.begin(),
                 [](float level) { return cv::saturate_cast<std::uint8_t>(level); });
  return appearance;
}

bool is_blank(const Appearance& appearance) { return appearance.deviation < kBlank; }

bool thumbnails_agree(const Appearance& a, const Appearance& b) {
  const float most = std::clamp(0.1F * std::max(a.deviation, b.deviation), 1.0F, 5.0F);
  int sum = 0;
  for (std::size_t i = 0; i < a.thumbnail.size(); ++i) {
    sum += std::abs(a.thumbnail[i] - b.thumbnail[i]);
  }
  return static_cast<float>(sum) <= most * static_cast<float>(a.thumbnail.size());
}

}  // namespace leakygan
