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

}  // namespace leakygan
