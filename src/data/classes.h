#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/inventory.h"
#include "data/scan.h"

namespace leakygan {

// The classes of images, by name; none when they were not asked for.
struct Classes {
  std::vector<std::string> names;       // sorted; any bytes
  std::vector<std::uint32_t> of_image;  // index into names, for each image that is asked about

  static constexpr std::uint32_t kNone = 0xffffffff;  // where images without a class may be
};

// The class of each of the images `numbers` of the list: the folder of the first level that it is
// in, or its label in a pack that lies in no folder. Of an archive whose files all lie in one
// folder that folder is passed over. An image without a class has Classes::kNone.
Classes sort_by_class(const ImageList& list, const Inventory& inventory,
                      const std::vector<std::uint32_t>& numbers);

// The same; throws Error that names an image without a class.
Classes find_classes(const ImageList& list, const Inventory& inventory,
                     const std::vector<std::uint32_t>& numbers);

}  // namespace leakygan
