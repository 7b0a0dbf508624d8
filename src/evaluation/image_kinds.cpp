#include "evaluation/image_kinds.h"

#include <mutex>

#include "data/image_header.h"
#include "data/read_images.h"
#include "evaluation/sets.h"

namespace leakygan {

ImageKinds image_kinds(const ImageList& list) {
  ImageKinds kinds;
  std::mutex mutex;
  const auto look = [&](const EncodedImage& image) {
    if (!image.fault.empty()) return;
    ImageHeader header;
    if (image.pack == nullptr) {
      header = read_header(image.bytes);
    } else {
      header.container = Container::pack;
      header.width = image.pack->width;
      header.height = image.pack->height;
    }
    if (header.width == 0) return;
    if (turned_sideways(header)) std::swap(header.width, header.height);
    const std::lock_guard lock(mutex);
    kinds.sizes.emplace(header.width, header.height);
    kinds.formats.emplace(container_name(header.container));
  };
  read_images(list, {.threads = evaluation_threads(), .doing = "looking at image sizes"}, look, {});
  return kinds;
}

}  // namespace leakygan
