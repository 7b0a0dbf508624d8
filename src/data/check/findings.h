#pragma once

#include "data/check/finding.h"
#include "data/check/overview.h"
#include "data/dataset.h"

namespace leakygan {

// What the findings are made of.
struct Evidence {
  const ImageList& list;
  const CheckedImages& images;
  const Overview& overview;
  const std::vector<std::uint32_t>& usable;  // numbers of images
  const Classes& classes;                    // of them; none when a training is told of none
  const DatasetOptions& options;
};

// Of files that cannot be used; of the number of images, for a batch and for a GAN at all.
void find_unusable(const Evidence& evidence, Findings& findings);
void find_too_few(const Evidence& evidence, bool flip, Findings& findings);

// Of images without a class, and of classes of which the largest has over five times the images of
// the smallest.
void find_class_faults(const Evidence& evidence, Findings& findings);

// Of images smaller than they are trained at, with less than a quarter of the median's pixels, or
// with over twice or less than half of the median aspect ratio.
void find_odd_sizes(const Evidence& evidence, Findings& findings);

// Of images in which there is next to nothing to see (is_blank).
void find_blank(const Evidence& evidence, Findings& findings);

// Of files of one content, and of images that look alike (near_duplicates) though their files
// differ.
void find_copies(const Evidence& evidence, Findings& findings);

// Of files with 9 to 16 bits a sample none of which is above a quarter of data.white_level: they
// are trained on as nearly black. And of those that are brighter than it.
void find_dark_files(const Evidence& evidence, Findings& findings);

// Of names with bytes that are not UTF-8, or with control characters.
void find_odd_names(const Evidence& evidence, Findings& findings);

}  // namespace leakygan
