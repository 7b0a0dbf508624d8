#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "data/packed_images.h"
#include "support/files.h"

namespace leakygan {

// One file of a data set: an image, or a pack of many.
struct ImageFile {
  std::string name;  // relative to the folder, or in the archive; any bytes, '/' between folders
  Pack pack = {};

  std::uint32_t images() const { return pack.kind == PackKind::none ? 1 : pack.images; }
};

// What a data set is.
enum class Place { folder, archive, pack };

// The images of a folder, of an archive or of one pack, and what else was seen there.
struct ImageList {
  fs::path path;
  Place place = Place::folder;
  std::vector<ImageFile> files;            // sorted by the bytes of the name
  std::vector<std::uint32_t> first_image;  // of each file: the images before it; then all of them
  std::map<std::size_t, std::string> faults;  // of files that cannot be read, as far as is known

  std::size_t hidden = 0;                     // names with a leading dot; a folder counts as one
  std::map<std::string, std::size_t> unread;  // images of other kinds: "GIF" -> how many
  std::map<std::string, std::size_t> other;   // ".txt" -> how many; "" without extension
  std::size_t runs = 0;                       // folders of trainings, with their samples
  std::size_t repeated = 0;                   // links to what is in the list already
  std::vector<std::string> broken_links;      // lead nowhere, or in a circle
  std::vector<std::string> loops;             // lead to a folder that they are in

  std::size_t image_count() const { return first_image.empty() ? 0 : first_image.back(); }
  // The file that image `number` < image_count() is in.
  std::size_t file_of(std::size_t number) const;
  // Its name in the data set: "cats/1.jpg", "data_batch_1.bin#17". Any bytes.
  std::string name_of(std::size_t number) const;
  // Where a user finds it: "photos/cats/1.jpg", "photos.zip: cats/1.jpg". Fit for messages.
  std::string where(std::size_t number) const;
  // Where the system finds a file of it; the archive for what is in one.
  fs::path path_of(std::size_t file) const;
};

// Told now and then how many files were found.
using ScanProgress = std::function<void(std::size_t files)>;

// Looks for images in a folder and all below it, in an archive, or in a pack: a file whose name is
// an image's is taken for one, any other is looked at. Each real folder and file is taken once,
// under its own name rather than that of a link, and the result does not depend on the order in
// which the file system lists names. A run's folder below it is passed over: samples are not data,
// unless they are asked for.
// Throws Error: there is nothing, it cannot be read, no images in it; Interrupted when a stop was
// asked for.
ImageList scan_images(const fs::path& path, const ScanProgress& progress = {});

// Whether a file that is no folder can be scanned: an archive or a pack, by its content.
bool holds_images(const fs::path& file);

// One line for the user: "2,000 images (skipped: 20 .gif, which this build does not read; 3
// hidden; 1 .txt)".
std::string summary(const ImageList& list);

// What stands behind "skipped: " there; empty when nothing was skipped.
std::string skipped_text(const ImageList& list);

}  // namespace leakygan
