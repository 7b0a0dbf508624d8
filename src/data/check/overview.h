#pragma once

#include <string>
#include <vector>

#include "data/check/check_images.h"
#include "data/classes.h"

namespace leakygan {

struct PixelSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  bool operator==(const PixelSize&) const = default;
};

template <typename Value>
struct Counted {
  Value value;
  std::size_t count = 0;
};

// What the images of a data set are like; those that cannot be used are not counted.
struct Overview {
  std::size_t usable = 0;
  // The most frequent first.
  std::vector<Counted<std::string>> formats;  // "JPEG"
  std::vector<Counted<PixelSize>> sizes;
  std::vector<Counted<std::string>> channels;  // "colour", "grey and alpha"
  std::vector<Counted<int>> bits;              // of a sample
  std::vector<Counted<std::string>> classes;   // by name, any bytes; none when not asked for
  // By area. The median is the size of an image, none when there are none.
  PixelSize smallest;
  PixelSize median;
  PixelSize largest;
  double median_aspect = 1;  // width / height
};

// `classes` are those of all usable images, in order; Classes::kNone counts for none.
Overview overview_of(const CheckedImages& images, const Classes& classes);

// Numbers of the images that can be used, ascending.
std::vector<std::uint32_t> usable_images(const CheckedImages& images);

}  // namespace leakygan
