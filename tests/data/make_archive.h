#pragma once

#include <string>
#include <vector>

namespace leakygan::testing {

struct PackedFile {
  enum class Kind { file, folder, symbolic_link, hard_link };

  std::string name;
  std::string content = "x";  // of a link: where it leads
  Kind kind = Kind::file;
};

struct Packing {
  int format = 0;             // ARCHIVE_FORMAT_... of libarchive
  int filter = 0;             // ARCHIVE_FILTER_...
  std::string options = {};   // "zip:compression=store"
  std::string password = {};  // encrypts
  bool utf8 = false;          // names are marked as UTF-8, where the format can do so
};

// The bytes of an archive.
std::string packed(const Packing& packing, const std::vector<PackedFile>& files);

}  // namespace leakygan::testing
