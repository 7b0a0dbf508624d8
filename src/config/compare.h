#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace leakygan {

// A key whose values differ, both as they would be written; "none" where one has no value.
struct Difference {
  std::string key;
  std::string before;
  std::string after;
  bool may_change = false;  // on resume

  std::string text() const { return key + ": " + before + " -> " + after; }
};

// In the order of the schema.
std::vector<Difference> differences(const Config& before, const Config& after);

}  // namespace leakygan
