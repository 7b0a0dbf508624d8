#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "config/config.h"

namespace leakygan {

// CONFIG.yaml or FOLDER and what overrides it, as several commands take it.
struct ConfigSource {
  std::string source;
  std::vector<std::string> overrides;
};

// Adds the positional argument and --set.
void add_source(CLI::App& command, ConfigSource& source);

// The configuration of the file or, for a folder, the default one. Throws Error as load_config.
Config read_config(const ConfigSource& source);

}  // namespace leakygan
