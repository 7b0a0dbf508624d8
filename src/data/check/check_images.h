#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/check/appearance.h"
#include "data/image_header.h"
#include "data/inventory.h"
#include "data/parallel.h"
#include "data/preprocessing.h"
#include "data/scan.h"

namespace leakygan {

// What checking finds out about one image. Small and without strings: there may be millions.
struct ImageFacts {
  std::uint32_t width = 0;  // upright, pixels of the file; 0 when the image cannot be used
  std::uint32_t height = 0;
  Container container = Container::unknown;
  std::uint8_t channels = 0;  // of the file: 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha
  std::uint8_t bits = 8;      // of a sample; 32 for floats
  float largest_sample = 0;   // with more than 8 bits
  Appearance appearance = {};

  bool usable() const { return width > 0; }
};

// All images of a list, in its order, as they were when they were read.
struct CheckedImages {
  std::vector<ImageFacts> facts;
  Inventory inventory;  // what open_dataset would know of them
};

// Decodes every image of the list, on `threads` threads. Throws as read_images does.
CheckedImages check_images(const ImageList& list, const Preprocessing& preprocessing, int threads,
                           const Progress& progress);

}  // namespace leakygan
