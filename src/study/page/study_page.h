#pragma once

#include <string>

#include "study/results.h"

namespace leakygan {

// The results as one HTML page that needs no other file: docs/COMPARE.md has its parts. All of its
// numbers are in the study's CSV and JSON files.
std::string study_page(const StudyResults& results);

// Writes it as report.html, and all other files of the results. Throws Error when one cannot be
// written.
void write_report(const StudyResults& results);

}  // namespace leakygan
