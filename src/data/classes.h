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

// How many of the images are in each class; all of them are in one.
std::vector<std::size_t> class_counts(const Classes& classes);

// The class of each of the images `numbers` of the list: the folder of the first level that it is
// in, or its label in a pack that lies in no folder. Of an archive whose files all lie in one
// folder that folder is passed over. An image without a class has Classes::kNone.
Classes sort_by_class(const ImageList& list, const Inventory& inventory,
                      const std::vector<std::uint32_t>& numbers);

// Throws Error that names one of the images without a class, if there is any.
void check_classes(const ImageList& list, const Inventory& inventory,
                   const std::vector<std::uint32_t>& numbers);

// What speaks against taking folders for classes unasked; empty when nothing does: every image of
// `all` is in one, there are two or more, none of them has the name of a part ("train", "test"),
// and each has kClassImages of the images `trained`, which are some of all or all of them.
std::string why_no_classes(const ImageList& list, const Inventory& inventory,
                           const std::vector<std::uint32_t>& all,
                           const std::vector<std::uint32_t>& trained);

}  // namespace leakygan
