#include "config/suggest.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <vector>

#include "config/schema.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string last_part(const std::string& path) { return path.substr(path.rfind('.') + 1); }
std::string first_part(const std::string& path) { return path.substr(0, path.find('.')); }

std::string spelled_as_a_key(std::string word) {
  std::replace(word.begin(), word.end(), '-', '_');
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

bool is_called(const Key& key, const std::string& word) {
  const auto& names = key.also_known_as;
  return last_part(key.path) == word || std::find(names.begin(), names.end(), word) != names.end();
}

// The keys whose own name, or one that other programs use, is `word`.
std::vector<std::string> keys_called(const std::string& word) {
  std::vector<std::string> paths;
  for (const auto& key : schema()) {
    if (is_called(key, word)) paths.push_back(key.path);
  }
  return paths;
}

bool is_section(const std::string& path) {
  return std::any_of(schema().begin(), schema().end(),
                     [&](const Key& key) { return key.path.starts_with(path + "."); });
}

// The key that `path` goes on behind, "" when there is none: seed.x -> seed.
std::string key_before(const std::string& path) {
  for (const auto& key : schema()) {
    if (path.starts_with(key.path + ".")) return key.path;
  }
  return {};
}

}  // namespace

std::vector<std::string> likely_keys(const std::string& path) {
  const std::string wanted = spelled_as_a_key(path);
  auto keys = keys_called(last_part(wanted));
  if (keys.empty()) {
    std::vector<std::string> names;
    for (const auto& key : schema()) names.push_back(last_part(key.path));
    keys = keys_called(nearest(last_part(wanted), names));
  }
  // Those of the section that was written, if it has any.
  const auto in_section = [&](const std::string& key) {
    return first_part(key) == first_part(wanted);
  };
  if (std::any_of(keys.begin(), keys.end(), in_section))
    std::erase_if(keys, std::not_fn(in_section));
  return keys;
}

std::string path_fault(const std::string& path) {
  const bool known = std::any_of(schema().begin(), schema().end(),
                                 [&](const Key& key) { return key.path == path; });
  if (known) return {};
  if (first_part(path) == "study") {
    return path +
           ": belongs to a study: write it in the file that `leakygan compare` is given, or "
           "give it as an option of compare";
  }
  if (is_section(path)) return path + ": is a section, not a key: it needs keys below it";
  if (const auto key = key_before(path); !key.empty()) return key + ": must be a single value";
  const auto meant = likely_keys(path);
  return path + ": unknown key" + (meant.empty() ? "" : "; did you mean ") + join(meant, " or ") +
         (meant.empty() ? " (`leakygan config` lists all)" : "?");
}

}  // namespace leakygan
