#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "data/inventory.h"
#include "data/scan.h"

namespace leakygan {

// Whether images have classes (data.classes); automatic: where why_no_classes finds no reason.
enum class ClassSource { none, folders, automatic };

// Images to train on that a folder needs to be taken for a class unasked. Fewer than 360 were not
// tried (docs/RESULTS.md), and with few images a GAN that is told of classes makes the same picture
// again and again: Shahbazi et al. 2022, "Collapse by Conditioning: Training Class-conditional GANs
// with Limited Data".
inline constexpr std::size_t kClassImages = 300;

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

// What speaks against taking the folders of the images `numbers` for classes unasked; empty when
// nothing does: there are two or more, none of them has the name of a part ("train", "test"), every
// image is in one, and each has kClassImages of them.
std::string why_no_classes(const ImageList& list, const Inventory& inventory,
                           const std::vector<std::uint32_t>& numbers);

}  // namespace leakygan
