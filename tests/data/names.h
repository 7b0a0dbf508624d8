#pragma once

#include <string>
#include <vector>

#include "data/scan.h"

namespace leakygan::testing {

using Names = std::vector<std::string>;

// The files of a list, by name.
inline Names names(const ImageList& list) {
  Names all;
  for (const ImageFile& file : list.files) all.push_back(file.name);
  return all;
}

}  // namespace leakygan::testing
