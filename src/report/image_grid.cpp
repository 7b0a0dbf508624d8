#include "report/image_grid.h"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr int kBorder = 2;       // pixels
constexpr int kPaper = 255;      // white, and opaque where there is alpha
constexpr int kCompression = 3;  // of PNG's 9: previews are written while somebody waits

int color_conversion(int channels) {
  return channels == 4 ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR;
}

}  // namespace

void write_image_grid(const fs::path& path, std::span<const std::uint8_t> pixels,
                      const ImageShape& shape) {
  const auto height = static_cast<int>(shape.height);
  const auto width = static_cast<int>(shape.width);
  const auto channels = static_cast<int>(shape.channels);
  const auto size = static_cast<std::size_t>(shape.height * shape.width * shape.channels);
  const auto count = static_cast<int>(pixels.size() / size);
  const int columns = static_cast<int>(std::ceil(std::sqrt(count)));
  const int rows = (count + columns - 1) / columns;
  cv::Mat grid(rows * (height + kBorder) + kBorder, columns * (width + kBorder) + kBorder,
               CV_8UC(channels), cv::Scalar::all(kPaper));
  for (int i = 0; i < count; ++i) {
    const cv::Rect place(kBorder + i % columns * (width + kBorder),
                         kBorder + i / columns * (height + kBorder), width, height);
    cv::Mat tile = grid(place);
    // OpenCV takes no const pointer, though nothing writes through this one.
    const auto* source = pixels.data() + static_cast<std::size_t>(i) * size;
    cv::Mat(height, width, CV_8UC(channels), const_cast<std::uint8_t*>(source)).copyTo(tile);
  }
  if (channels > 1) cv::cvtColor(grid, grid, color_conversion(channels));
  std::vector<std::uint8_t> encoded;
  if (!cv::imencode(".png", grid, encoded, {cv::IMWRITE_PNG_COMPRESSION, kCompression})) {
    throw Error(display(path) + ": cannot be encoded as PNG");
  }
  write_file_atomic(path, {reinterpret_cast<const char*>(encoded.data()), encoded.size()});
}

}  // namespace leakygan
