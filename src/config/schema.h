#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/value.h"

namespace leakygan {

// The description of one key. Parsing, --set, the checks, `leakygan config`, the configuration
// saved with a run and docs/CONFIGURATION.md all come from it.
struct Key {
  std::string path = {};          // "optimizer.generator.lr"
  std::string type = {};          // "number above 0"
  std::string default_text = {};  // as it would be written
  std::string unit = {};          // "" when it has none
  std::string meaning = {};       // one sentence
  // What other programs call it, for "did you mean".
  std::vector<std::string> also_known_as = {};
  // Whether a resumed run may have another value.
  bool may_change = false;

  // Stores the value; returns "" or what is wrong with it.
  std::function<std::string(Config&, const Value&)> set = {};
  // The value as `set` reads it and YAML writes it; nothing when it does not apply.
  std::function<std::optional<std::string>(const Config&)> text = {};
};

// Every key, in the order of the documentation. A key comes after those that it depends on.
const std::vector<Key>& schema();

}  // namespace leakygan
