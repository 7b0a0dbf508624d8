#include "training/previews.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "data/latents.h"

namespace leakygan {
namespace {

constexpr std::int64_t kPreviews = 64;
constexpr std::int64_t kMostClasses = 16;

at::Tensor draw(std::int64_t count, const Config& config) {
  return draw_latents(count, config.generator, config.seed, "preview latents", 0);
}

}  // namespace

std::vector<std::int64_t> preview_classes(std::int64_t classes) {
  const std::int64_t rows = std::min(classes, kMostClasses);
  std::vector<std::int64_t> shown;
  for (std::int64_t row = 0; row < rows; ++row) shown.push_back(row * classes / rows);
  return shown;
}

Previews draw_previews(const Config& config) {
  if (config.generator.classes == 0) return {draw(kPreviews, config), {}, 0};
  const auto shown = preview_classes(config.generator.classes);
  return {draw(kPreviewColumns, config).repeat({std::ssize(shown), 1}),
          at::tensor(shown, at::kLong).repeat_interleave(kPreviewColumns), kPreviewColumns};
}

}  // namespace leakygan
