#include "data/pixels.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace leakygan {
cv::Mat upright(const cv::Mat& image, int orientation) {
  // 6, 7 and 8 are 2, 3 and 4 after rows and columns were exchanged, 5 is the exchange alone.
  constexpr int kNone = 2;
  constexpr int kMirror[] = {kNone, kNone, 1, -1, 0, kNone, 1, -1, 0};  // codes of cv::flip
  cv::Mat exchanged = image;
  if (orientation >= 5) exchanged = image.t();
  if (kMirror[orientation] == kNone) return exchanged;
  cv::Mat mirrored;
  cv::flip(exchanged, mirrored, kMirror[orientation]);
  return mirrored;
}

cv::Mat with_level_as_alpha(const cv::Mat& image, const ImageHeader& header) {
  if (!header.transparent_grey || image.channels() != 1) return image;
  // Samples of 1, 2 or 4 bits come spread over 0 to 255.
  const int most = (1 << header.bits) - 1;
  const int spread = std::max(255 / most, 1);
  const int level = (*header.transparent_grey & most) * spread;
  cv::Mat with_alpha;
  cv::cvtColor(image, with_alpha, cv::COLOR_GRAY2BGRA);
  with_alpha.setTo(cv::Scalar(), image == level);
  return with_alpha;
}

cv::Mat to_eight_bits(const cv::Mat& image) {
  if (image.depth() == CV_8U) return image;
  cv::Mat bytes;
  image.convertTo(bytes, CV_8U, 1.0 / 257.0);
  return bytes;
}

cv::Mat centre_part(const cv::Mat& image, std::int64_t height, std::int64_t width) {
  const auto target_rows = static_cast<double>(height);
  const auto target_columns = static_cast<double>(width);
  const double scale = std::min(image.rows / target_rows, image.cols / target_columns);
  const auto length = [&](double target, int most) {
    return std::clamp(static_cast<int>(std::lround(target * scale)), 1, most);
  };
  const int rows = length(target_rows, image.rows);
  const int columns = length(target_columns, image.cols);
  return image({(image.cols - columns) / 2, (image.rows - rows) / 2, columns, rows});
}

}  // namespace leakygan
