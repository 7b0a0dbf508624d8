#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "data/decode.h"
#include "data/pixels.h"

namespace leakygan {
namespace {

// The mean over the covered area is what a pixel of a smaller image should be; sampling at points
// would turn fine texture into patterns that the networks then learn. Growing is bilinear: cubic
// overshoots beside edges, a halo that is in no photograph.
cv::Mat resized(const cv::Mat& image, const cv::Size& size) {
  const cv::Size shrunk(std::min(size.width, image.cols), std::min(size.height, image.rows));
  cv::Mat small = image;
  if (shrunk != image.size()) cv::resize(image, small, shrunk, 0, 0, cv::INTER_AREA);
  if (small.size() == size) return small;
  cv::Mat result;
  cv::resize(small, result, size, 0, 0, cv::INTER_LINEAR);
  return result;
}

constexpr int kOpaque = 255;
constexpr int kWhite = 255;

// `background` in the order of the image.
cv::Mat on_background(const cv::Mat& image, const cv::Vec3b& background) {
  cv::Mat result(image.size(), CV_8UC3);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4b>(y);
    auto* to = result.ptr<cv::Vec3b>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) {
        const int sum = from[x][c] * alpha + background[c] * (kOpaque - alpha);
        to[x][c] = static_cast<std::uint8_t>((sum + kOpaque / 2) / kOpaque);
      }
    }
  }
  return result;
}

// Colour times alpha, and alpha on the same scale: products of two bytes are exact in 16 bits.
cv::Mat weighted_by_alpha(const cv::Mat& image) {
  cv::Mat result(image.size(), CV_16UC4);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4b>(y);
    auto* to = result.ptr<cv::Vec4w>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) to[x][c] = static_cast<std::uint16_t>(from[x][c] * alpha);
      to[x][3] = static_cast<std::uint16_t>(alpha * kOpaque);
    }
  }
  return result;
}

cv::Mat without_weights(const cv::Mat& image) {
  cv::Mat result(image.size(), CV_8UC4);
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4w>(y);
    auto* to = result.ptr<cv::Vec4b>(y);
    for (int x = 0; x < image.cols; ++x) {
      const int weight = from[x][3];
      const int alpha = (weight + kOpaque / 2) / kOpaque;
      for (int c = 0; c < 3; ++c) {
        const int colour = alpha == 0 ? kWhite : (from[x][c] * kOpaque + weight / 2) / weight;
        to[x][c] = static_cast<std::uint8_t>(std::min(colour, kWhite));
      }
      to[x][3] = static_cast<std::uint8_t>(alpha);
    }
  }
  return result;
}

cv::Mat converted(const cv::Mat& image, int code) {
  cv::Mat result;
  cv::cvtColor(image, result, code);
  return result;
}

// Grey, RGB or RGBA of an image in OpenCV's order.
cv::Mat with_channels(const cv::Mat& image, std::int64_t channels) {
  const bool grey = image.channels() == 1;
  switch (channels) {
    case 1:
      return grey ? image : converted(image, cv::COLOR_BGR2GRAY);
    case 3:
      return converted(image, grey ? cv::COLOR_GRAY2RGB : cv::COLOR_BGR2RGB);
    default:
      return converted(image, grey ? cv::COLOR_GRAY2RGBA : cv::COLOR_BGR2RGBA);
  }
}

int rounded(double length) { return std::max(1, static_cast<int>(std::lround(length))); }

// The part of the image that is used, and the size that it becomes.
struct Placed {
  cv::Mat part;
  cv::Size size;
};

Placed place(const cv::Mat& image, const Preprocessing& preprocessing) {
  const cv::Size target(static_cast<int>(preprocessing.shape.width),
                        static_cast<int>(preprocessing.shape.height));
  const double of_width = target.width / static_cast<double>(image.cols);
  const double of_height = target.height / static_cast<double>(image.rows);
  if (preprocessing.fit == Fit::stretch) return {image, target};
  if (preprocessing.fit == Fit::pad) {
    const double scale = std::min(of_width, of_height);
    return {image,
            {std::min(target.width, rounded(image.cols * scale)),
             std::min(target.height, rounded(image.rows * scale))}};
  }
  cv::Size size = target;
  if (preprocessing.crop == Crop::random) {
    const double scale = std::max(of_width, of_height);
    size.width = std::clamp(rounded(image.cols * scale), target.width, 2 * target.width);
    size.height = std::clamp(rounded(image.rows * scale), target.height, 2 * target.height);
  }
  return {centre_part(image, size.height, size.width), size};
}

// In the middle of an image of the training size: fully transparent, or of the background.
cv::Mat padded(const cv::Mat& image, const Preprocessing& preprocessing) {
  const auto [red, green, blue] = preprocessing.background;
  cv::Mat background(1, 1, CV_8UC3, cv::Scalar(blue, green, red));
  background = with_channels(background, preprocessing.shape.channels);
  if (background.channels() == 4) background.setTo(cv::Scalar(kWhite, kWhite, kWhite, 0));
  cv::Mat result(static_cast<int>(preprocessing.shape.height),
                 static_cast<int>(preprocessing.shape.width), background.type());
  cv::resize(background, result, result.size(), 0, 0, cv::INTER_NEAREST);
  const cv::Rect middle((result.cols - image.cols) / 2, (result.rows - image.rows) / 2, image.cols,
                        image.rows);
  image.copyTo(result(middle));
  return result;
}

cv::Mat shaped(const cv::Mat& image, const Preprocessing& preprocessing) {
  const auto [part, size] = place(image, preprocessing);
  const bool has_alpha = part.channels() == 4;
  const std::int64_t channels = preprocessing.shape.channels;
  if (has_alpha && channels == 4) {
    const cv::Mat small = without_weights(resized(weighted_by_alpha(part), size));
    return converted(small, cv::COLOR_BGRA2RGBA);
  }
  const auto [red, green, blue] = preprocessing.background;
  const cv::Mat opaque = has_alpha ? on_background(part, {blue, green, red}) : part;
  return with_channels(resized(opaque, size), channels);
}

}  // namespace

TrainingImage to_training_image(const cv::Mat& image, const Preprocessing& preprocessing) {
  cv::Mat made = shaped(image, preprocessing);
  if (preprocessing.fit == Fit::pad) made = padded(made, preprocessing);
  const std::size_t row = made.elemSize() * static_cast<std::size_t>(made.cols);
  TrainingImage result = {made.rows, made.cols, {}};
  result.pixels.reserve(row * static_cast<std::size_t>(made.rows));
  for (int y = 0; y < made.rows; ++y) {
    result.pixels.insert(result.pixels.end(), made.ptr(y), made.ptr(y) + row);
  }
  return result;
}

}  // namespace leakygan
