#include <nlohmann/json.hpp>
#include <vector>

#include "config/load.h"
#include "config/schema.h"

namespace leakygan {
namespace {

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t dot = 0; (dot = path.find('.', begin)) != std::string::npos; begin = dot + 1) {
    parts.push_back(path.substr(begin, dot - begin));
  }
  parts.push_back(path.substr(begin));
  return parts;
}

}  // namespace

std::string dump_config(const Config& config) {
  std::string text;
  std::vector<std::string> open;  // the sections that the last line stands in
  for (const auto& key : schema()) {
    const auto value = key.text(config);
    if (!value) continue;
    const auto parts = split(key.path);
    std::size_t depth = 0;
    while (depth + 1 < parts.size() && depth < open.size() && open[depth] == parts[depth]) ++depth;
    open.resize(depth);
    for (; depth + 1 < parts.size(); ++depth) {
      text += std::string(2 * depth, ' ') + parts[depth] + ":\n";
      open.push_back(parts[depth]);
    }
    text += std::string(2 * depth, ' ') + parts.back() + ": " + *value + "\n";
  }
  return text;
}

std::string dump_config_json(const Config& config) {
  using nlohmann::ordered_json;
  ordered_json root = ordered_json::object();
  for (const auto& key : schema()) {
    const auto text = key.text(config);
    if (!text) continue;
    ordered_json* place = &root;
    for (const auto& part : split(key.path)) place = &(*place)[part];
    // Numbers, lists and quoted texts are JSON as they are; words (auto, relu) are not.
    ordered_json value = ordered_json::parse(*text, nullptr, /*allow_exceptions=*/false);
    *place = value.is_discarded() ? ordered_json(*text) : std::move(value);
  }
  return root.dump();
}

}  // namespace leakygan
