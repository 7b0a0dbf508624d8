#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/options.h"
#include "report/page/html.h"
#include "support/files.h"

namespace leakygan {

// A grid of samples that a training wrote, samples/step-00001000.png.
struct SampleFile {
  std::int64_t step = 0;
  fs::path path;
};

// Those of a run up to `last_step`, in the order of their steps; of a step that was taken twice, on
// another branch of the run, the newer one.
std::vector<SampleFile> sample_files(const fs::path& run, std::int64_t last_step);

// The size of the images that a run trains, of its config.yaml; nothing when that cannot be read.
std::optional<ImageShape> image_shape(const fs::path& run);

// An <img> that holds up to `count` of the images of a grid, in so many columns, spread evenly over
// it: of two grids of one size the same places, so that the same latents. `alt` is what it shows.
// Large images are made smaller, to what a page has room for. Nothing when the file is no grid of
// images of this size.
std::optional<Html> some_of_grid(const fs::path& grid, const ImageShape& shape, std::size_t count,
                                 std::size_t columns, const std::string& alt);

}  // namespace leakygan
