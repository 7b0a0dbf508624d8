#pragma once

#include <string>
#include <vector>

#include "data/check/check_images.h"
#include "data/check/near_duplicates.h"

namespace leakygan {

// Something about a data set that a user should know.
struct Finding {
  std::string key;     // in JSON: "near_duplicates"
  std::string what;    // "12 images are nearly the same as another"
  std::string advice;  // one sentence: what to do
  bool stops = false;  // a training does not start because of it

  enum class Detail { none, fault, size, brightest };
  Detail detail = Detail::none;            // what to say of each image
  std::vector<std::uint32_t> images = {};  // which, ascending; none when it is of the whole set
  Groups groups = {};                      // in place of them: images that belong together
};

using Findings = std::vector<Finding>;

// "1 image", "2,000 images".
std::string images_text(std::size_t count);
// "1 image is", "2,000 images are".
std::string images_are(std::size_t count);

// What the finding says of an image, "is cut off: ...", "20 x 20"; may be empty.
std::string detail_text(const Finding& finding, const CheckedImages& images, std::uint32_t number);

}  // namespace leakygan
