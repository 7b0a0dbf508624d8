#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace leakygan {

// What is wrong with a command line that the program has refused to parse, what was meant if that
// can be guessed, and whose --help tells more.
std::string usage_fault(const CLI::App& program, const CLI::ParseError& error);

}  // namespace leakygan
