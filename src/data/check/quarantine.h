#pragma once

#include <string>
#include <vector>

#include "data/inventory.h"
#include "data/scan.h"
#include "support/files.h"

namespace leakygan {

struct Moved {
  fs::path folder;
  std::size_t files = 0;
};

// Throws Error when files of the list cannot be moved into `folder`: they lie in an archive, or the
// folder is where the next scan would find them.
void check_quarantine(const ImageList& list, const fs::path& folder);

// Moves the files of which no image can be used into `folder`, under the names that they have in
// the data set; where one is taken already the new one gets a number. Before each is moved a line
// about it is on the disk, in quarantine.jsonl in the folder, so that restore() finds it whenever
// this is ended. Throws Error when a file cannot be moved, Interrupted when a stop was asked for.
Moved quarantine(const ImageList& list, const Inventory& inventory, const fs::path& folder);

struct Restored {
  std::size_t files = 0;
  std::vector<std::string> failures;  // "PATH: why", a line each; these stay in the list
};

// Puts back what quarantine() moved and is still there, and overwrites nothing. The list goes when
// nothing is left in it. Throws Error when there is no list or it cannot be written.
Restored restore(const fs::path& folder);

}  // namespace leakygan
