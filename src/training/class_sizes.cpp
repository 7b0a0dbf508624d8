#include "training/class_sizes.h"

#include "support/text.h"

namespace leakygan {

using nlohmann::ordered_json;

ClassSizes class_sizes(const Classes& classes) {
  ClassSizes all;
  for (const auto& name : classes.names) all.names.push_back(display(name));
  all.sizes.resize(all.names.size());
  for (const std::uint32_t index : classes.of_image) ++all.sizes[index];
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
    all.names.push_back(one.at("name").get<std::string>());
    all.sizes.push_back(one.at("images").get<std::int64_t>());
    if (all.sizes.back() < 1 || all.sizes.back() > kMost) {
      throw ordered_json::other_error::create(1, "images of a class", &one);
    }
  }
  return all;
}

}  // namespace leakygan
