#include "metrics/shape_modes.h"

#include <optional>

#include "data/shape_kind.h"
#include "data/shapes.h"

namespace leakygan {

ShapeModes count_shapes(const ImageSet& images, std::int64_t classes, int threads,
                        const Progress& progress) {
  std::vector<std::optional<std::size_t>> kinds(images.count());
  parallel_for(
      images.count(), threads, "looking for shapes",
      [&](std::size_t i) { kinds[i] = shape_kind(images.image(i), images.shape(), classes); },
      progress);
  ShapeModes modes = {.names = shape_names(classes), .counts = {}};
  modes.counts.resize(modes.names.size());
  for (const auto& kind : kinds) ++(kind ? modes.counts[*kind] : modes.rejected);
  return modes;
}

}  // namespace leakygan
