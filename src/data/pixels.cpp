#include "data/pixels.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "support/error.h"

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

cv::Mat with_four_channels(const cv::Mat& image) {
  const int depth = image.depth();
  if (image.channels() > 4 ||
      (depth != CV_8U && depth != CV_16U && depth != CV_32F && depth != CV_64F)) {
    throw Error("holds samples of a kind that this build does not read");
  }
  if (image.channels() != 2) return image;
  cv::Mat grey_and_alpha[2];
  cv::split(image, grey_and_alpha);
  const cv::Mat planes[] = {grey_and_alpha[0], grey_and_alpha[0], grey_and_alpha[0],
                            grey_and_alpha[1]};
  cv::Mat result;
  cv::merge(planes, 4, result);
  return result;
}

double largest_sample(const cv::Mat& image) {
  cv::Mat colours = image;
  if (image.channels() == 4) cv::cvtColor(image, colours, cv::COLOR_BGRA2BGR);
  double most = 0;
  cv::minMaxLoc(colours.reshape(1), nullptr, &most);
  return most;
}

cv::Mat to_eight_bits(const cv::Mat& image, std::int64_t white_level) {
  if (image.depth() == CV_8U) return image;
  constexpr double kWhite = 255;
  constexpr double kFull = 65535;
  const bool integers = image.depth() == CV_16U;
  double low = 0;
  double high = 0;
  if (!integers) {
    cv::minMaxLoc(image.reshape(1), &low, &high);
    if (!cv::checkRange(image) || low < 0 || high > 1) {
      throw Error("holds floats outside of 0 to 1, which this build does not read");
    }
  }
  cv::Mat bytes;
  image.convertTo(bytes, CV_8U, integers ? kWhite / static_cast<double>(white_level) : kWhite);
  if (integers && image.channels() == 4) {
    cv::Mat alpha;
    cv::extractChannel(image, alpha, 3);
    alpha.convertTo(alpha, CV_8U, kWhite / kFull);
    cv::insertChannel(alpha, bytes, 3);
  }
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
