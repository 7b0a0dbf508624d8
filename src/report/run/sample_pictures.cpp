#include "report/run/sample_pictures.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <opencv2/imgproc.hpp>

#include "config/load.h"
#include "report/image_grid.h"
#include "report/png.h"
#include "support/error.h"

namespace leakygan {
namespace {

// "step-00000060-2.png": step 60, the second file of it.
struct StepName {
  std::int64_t step = 0;
  std::int64_t copy = 1;
};

std::optional<StepName> step_name(const fs::path& path) {
  const std::string stem = path.stem().string();
  constexpr std::string_view kBegin = "step-";
  if (path.extension() != ".png" || !stem.starts_with(kBegin)) return std::nullopt;
  StepName name;
  const char* end = stem.data() + stem.size();
  const auto first = std::from_chars(stem.data() + kBegin.size(), end, name.step);
  if (first.ec != std::errc()) return std::nullopt;
  if (first.ptr == end) return name;
  const auto second = std::from_chars(first.ptr + 1, end, name.copy);
  const bool whole = *first.ptr == '-' && second.ec == std::errc() && second.ptr == end;
  return whole ? std::optional(name) : std::nullopt;
}

// As wide as a page may be, at most.
Picture made_to_fit(Picture picture) {
  constexpr std::int64_t kWidest = 1100;  // pixels
  const ImageShape& shape = picture.shape;
  if (shape.width <= kWidest) return picture;
  const int type = CV_8UC(static_cast<int>(shape.channels));
  const cv::Mat whole(static_cast<int>(shape.height), static_cast<int>(shape.width), type,
                      picture.pixels.data());
  Picture fitting = {
      {shape.channels, std::max<std::int64_t>(1, shape.height * kWidest / shape.width), kWidest},
      {}};
  fitting.pixels.resize(static_cast<std::size_t>(shape.channels * fitting.shape.height * kWidest));
  cv::Mat smaller(static_cast<int>(fitting.shape.height), static_cast<int>(kWidest), type,
                  fitting.pixels.data());
  cv::resize(whole, smaller, smaller.size(), 0, 0, cv::INTER_AREA);
  return fitting;
}

}  // namespace

std::vector<SampleFile> sample_files(const fs::path& run, std::int64_t last_step) {
  std::map<std::int64_t, std::pair<std::int64_t, fs::path>> newest;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(run / "samples", code)) {
    const auto name = step_name(entry.path());
    if (!name || name->step > last_step) continue;
    auto& [copy, path] = newest[name->step];
    if (name->copy > copy) {
      copy = name->copy;
      path = entry.path();
    }
  }
  std::vector<SampleFile> files;
  files.reserve(newest.size());
  for (const auto& [step, file] : newest) files.push_back({step, file.second});
  return files;
}

std::optional<ImageShape> image_shape(const fs::path& run) {
  try {
    const Config config = load_config(run / "config.yaml", {});
    if (!config.data.size) return std::nullopt;
    return ImageShape{config.data.channels, config.data.size->height, config.data.size->width};
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::optional<Html> some_of_grid(const fs::path& grid, const ImageShape& shape, std::size_t count,
                                 std::size_t columns, const std::string& alt) {
  try {
    const Picture picture = decode_png(read_file(grid));
    const auto pixels = images_of_grid(picture, shape);
    if (pixels.empty()) return std::nullopt;
    const ImageShape own = {picture.shape.channels, shape.height, shape.width};
    const auto bytes = static_cast<std::size_t>(own.channels * own.height * own.width);
    const std::size_t all = pixels.size() / bytes;
    count = std::min(count, all);
    std::vector<std::uint8_t> chosen;
    for (std::size_t i = 0; i < count; ++i) {
      const auto image = std::span(pixels).subspan(i * all / count * bytes, bytes);
      chosen.insert(chosen.end(), image.begin(), image.end());
    }
    const Picture strip = made_to_fit(image_grid(chosen, own, columns));
    return void_element("img",
                        {{"src", data_url("image/png", encode_png(strip.pixels, strip.shape))},
                         {"alt", alt},
                         {"width", std::to_string(strip.shape.width)},
                         {"height", std::to_string(strip.shape.height)}});
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace leakygan
