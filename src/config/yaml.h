#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/value.h"

namespace leakygan {

// "key.path: value" as found in a file or an override.
struct Assignment {
  std::string path;
  Value value;
  std::string source;  // "demo.yaml:12" or "--set seed=1"
  // The keys that it stands under as they are written, outermost first, whose dots may be no
  // separators.
  std::vector<std::string> keys = {};
};

// Everything that a YAML file assigns, in its order. Faults of the text itself (doubled keys,
// merge keys, missing values, lists in lists) are appended to `faults`, a line each. Throws Error
// when the file cannot be read or is not YAML.
std::vector<Assignment> read_yaml(const std::filesystem::path& file,
                                  std::vector<std::string>& faults);

// The same for the text of a file; `name` stands before every message.
std::vector<Assignment> parse_yaml(const std::string& text, const std::string& name,
                                   std::vector<std::string>& faults);

// The assignment of "key.path=value"; value is read as YAML.
std::vector<Assignment> read_override(const std::string& text, std::vector<std::string>& faults);

}  // namespace leakygan
