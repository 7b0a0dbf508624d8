#pragma once

#include <string>

#include "data/file_kind.h"
#include "data/scan.h"

namespace leakygan {

// The two ways to fill a list: its files are not sorted yet.
// Throw as scan_images does.
ImageList scan_folder(const fs::path& folder, const ScanProgress& progress);
ImageList scan_archive(const fs::path& archive, const ScanProgress& progress);

// Puts a file where it belongs: among the images, or into one of the counts.
void add_to(ImageList& list, std::string name, const FileKind& kind);

}  // namespace leakygan
