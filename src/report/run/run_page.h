#pragma once

#include <string>

#include "support/files.h"

namespace leakygan {

// What a run's folder holds as one HTML page that needs no other file: samples over the steps, best
// against last, curves, warnings, probes, configuration, machine. Throws Error when it is no run's
// folder, or has no step yet.
std::string run_page(const fs::path& run);

// Writes it as report.html, the points of its curves as report.csv, and the keys that differ from
// the defaults as settings.csv. Throws as run_page does, and Error when a file cannot be written.
void write_run_report(const fs::path& run);

}  // namespace leakygan
