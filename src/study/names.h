#pragma once

#include <string>

#include "study/analysis/claims.h"
#include "study/analysis/comparison.h"
#include "study/analysis/facts.h"

// What values are called in tables, for people and for programs.

namespace leakygan {

std::string text_of(RunState state);
std::string text_of(Outcome outcome);
std::string text_of(ClaimResult result);

}  // namespace leakygan
