#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "support/files.h"

namespace leakygan {

// The images of a folder, and what else was seen there.
struct ImageList {
  fs::path folder;
  std::vector<fs::path> files;  // relative to `folder`, sorted by the bytes of the path

  std::size_t hidden = 0;                     // names with a leading dot; a folder counts as one
  std::map<std::string, std::size_t> unread;  // images of other kinds: ".webp" -> how many
  std::map<std::string, std::size_t> other;   // ".txt" -> how many; "" without extension
  std::size_t runs = 0;                       // folders of trainings, with their samples
  std::size_t repeated = 0;                   // links to what is in the list already
  std::vector<fs::path> broken_links;         // lead nowhere, or in a circle
  std::vector<fs::path> loops;                // lead to a folder that they are in
};

// Looks through the folder and all below it for JPEG and PNG images, by their extension. Each real
// folder and file is taken once, under its own name rather than that of a link, and the result
// does not depend on the order in which the file system lists names. A run's folder below it is
// passed over: samples are not data, unless they are asked for.
// Throws Error: no such folder, not a folder, a folder that cannot be read, no images in it;
// Interrupted when a stop was asked for.
ImageList scan_images(const fs::path& folder);

// One line for the user: "2,000 images (skipped: 20 .webp, which this version does not read; 3
// hidden; 1 .txt)".
std::string summary(const ImageList& list);

// What stands behind "skipped: " there; empty when nothing was skipped.
std::string skipped_text(const ImageList& list);

}  // namespace leakygan
