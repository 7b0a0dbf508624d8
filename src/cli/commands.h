#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

// One function a command: it adds the command with its options to the program. What the command
// does runs when it was given on the command line, and throws Error when it cannot.

namespace leakygan {

// The exit code of a command that ran: 0, 1 when what it looked at is not in order, or 130 after an
// interrupt that left something behind.
struct ExitCode {
  int value = 0;
};

void add_train(CLI::App& program, ExitCode& exit_code);
void add_dataset(CLI::App& program, ExitCode& exit_code);
void add_generate(CLI::App& program);
void add_evaluate(CLI::App& program);
void add_compare(CLI::App& program, ExitCode& exit_code);
void add_report(CLI::App& program);
void add_info(CLI::App& program);
void add_config(CLI::App& program);

// "leakygan 0.1.0 (commit), LibTorch 2.13.0, OpenCV 4.6.0, kernels AVX2".
std::string version_text();

}  // namespace leakygan
