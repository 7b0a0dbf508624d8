#pragma once

#include <string_view>

#include "support/files.h"

namespace leakygan {

// A folder that is not there until it is whole: filled under a temporary name beside its own, and
// removed again unless it was finished.
class NewFolder {
 public:
  // Makes the temporary folder, and the parents. Throws Error when `target` exists and is not an
  // empty folder, or something cannot be made.
  explicit NewFolder(const fs::path& target);
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder();

  // Where its files are for now.
  const fs::path& path() const { return path_; }

  // Writes one file; its folder exists. Not synced: that is too slow for thousands of small files.
  // Throws Error, which names the file at its final place.
  void write(const fs::path& relative, std::string_view bytes) const;

  // Gives the folder its name. Throws Error.
  void finish();

 private:
  fs::path target_;
  fs::path path_;
};

}  // namespace leakygan
