#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/classes.h"

namespace leakygan {

// The classes that a training was told of: their names, as UTF-8, and how many images each has.
struct ClassSizes {
  std::vector<std::string> names;
  std::vector<std::int64_t> sizes;
};

// Throws Error when two names are the same as UTF-8, or one could not be read again.
ClassSizes class_sizes(const Classes& classes);

// [{"name": "cats", "images": 12}, ...]
nlohmann::ordered_json to_json(const ClassSizes& classes);
// Throws nlohmann::json::exception for anything else: names that cannot be a folder's or come twice
// and sizes below 1 among it.
ClassSizes class_sizes_from_json(const nlohmann::ordered_json& json);

}  // namespace leakygan
