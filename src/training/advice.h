#pragma once

#include <string>

#include "config/config.h"
#include "config/warning_kind.h"

namespace leakygan {

// What may help, in words that stand behind a colon: keys of the configuration, with their values.
std::string advice(WarningKind kind, const Config& config);

// The same for numbers that are no longer finite.
std::string advice_on_divergence(const Config& config);

}  // namespace leakygan
