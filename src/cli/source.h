#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/recipe.h"

namespace leakygan {

// CONFIG.yaml or FOLDER and what overrides it, as several commands take it.
struct ConfigSource {
  std::string source;
  std::vector<std::string> overrides;
};

// Adds the positional argument, which it returns, with `kinds` as its name in the help, and --set.
CLI::Option* add_source(CLI::App& command, ConfigSource& source, const std::string& kinds);

// The configuration of the file or of a run; for a folder of images, `defaults`. Throws Error as
// load_config.
Config read_config(const ConfigSource& source, const Config& defaults = good_recipe());

}  // namespace leakygan
