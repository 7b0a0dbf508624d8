#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace leakygan {

// Whether something changes over training.schedule_images.
bool has_schedule(const Config& config);

// What is wrong between keys that are right one by one, a sentence each that begins with a key.
std::vector<std::string> rule_faults(const Config& config);

// What is allowed but may surprise, a sentence each.
std::vector<std::string> config_warnings(const Config& config);

}  // namespace leakygan
