#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <vector>

#include "config/config.h"

namespace leakygan {

// The samples that a training shows: the same latents every time.
struct Previews {
  at::Tensor latents;       // [N, latent]
  at::Tensor labels;        // [N]; nothing for a generator that is told of no classes
  std::size_t columns = 0;  // of the grid, as for image_grid
};

// 64 latents; or 8 in a row for each class, the same in all rows, 16 classes spread over all at
// most. `config` is resolved.
Previews draw_previews(const Config& config);

// The classes in the rows of the grid, in their order.
std::vector<std::int64_t> preview_classes(std::int64_t classes);

inline constexpr std::int64_t kPreviewColumns = 8;

}  // namespace leakygan
