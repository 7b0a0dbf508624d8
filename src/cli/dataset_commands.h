#pragma once

#include <CLI/CLI.hpp>

#include "cli/commands.h"

// The commands below `dataset` that look at data sets.

namespace leakygan {

void add_dataset_check(CLI::App& dataset, ExitCode& exit_code);
void add_dataset_stats(CLI::App& dataset);

}  // namespace leakygan
