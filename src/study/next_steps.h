#pragma once

#include <string>
#include <vector>

#include "study/results.h"

namespace leakygan {

// Passes over the training images that each run made, or will make; nothing before the first run.
std::optional<double> epochs_of(const StudyResults& results);

// What to do with the results as they are, a sentence or two each, the most urgent first.
std::vector<std::string> next_steps(const StudyResults& results);

}  // namespace leakygan
