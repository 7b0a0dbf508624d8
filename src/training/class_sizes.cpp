#include "training/class_sizes.h"

#include <algorithm>

#include "support/error.h"
#include "support/files.h"

namespace leakygan {

using nlohmann::ordered_json;

namespace {

// A folder may be called so, whoever wrote the file.
bool is_folder_name(const std::string& name) {
  const bool has_control = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/';
  });
  return !name.empty() && name != "." && name != ".." && !has_control;
}

}  // namespace

ClassSizes class_sizes(const Classes& classes) {
  ClassSizes all;
  for (const auto& name : classes.names) {
    const std::string shown = display(name);
    if (std::find(all.names.begin(), all.names.end(), shown) != all.names.end()) {
      throw Error("data.classes: two folders read as '" + shown + "': rename one");
    }
    if (!is_folder_name(shown)) {
      throw Error("data.classes: '" + shown +
                  "' cannot be the name of a class: rename it, or take data.classes: none");
    }
    all.names.push_back(shown);
  }
  const auto counts = class_counts(classes);
  all.sizes.assign(counts.begin(), counts.end());
  return all;
}

ordered_json to_json(const ClassSizes& classes) {
  ordered_json json = ordered_json::array();
  for (std::size_t i = 0; i < classes.names.size(); ++i) {
    json.push_back({{"name", classes.names[i]}, {"images", classes.sizes[i]}});
  }
  return json;
}

ClassSizes class_sizes_from_json(const ordered_json& json) {
  constexpr std::int64_t kMost = 1'000'000'000'000;  // their sum overflows nothing
  ClassSizes all;
  for (const auto& one : json) {
    const auto name = one.at("name").get<std::string>();
    const auto size = one.at("images").get<std::int64_t>();
    const bool is_new = std::find(all.names.begin(), all.names.end(), name) == all.names.end();
    if (!is_new || !is_folder_name(name) || size < 1 || size > kMost) {
      throw ordered_json::other_error::create(1, "no class of images", &one);
    }
    all.names.push_back(name);
    all.sizes.push_back(size);
  }
  return all;
}

}  // namespace leakygan
