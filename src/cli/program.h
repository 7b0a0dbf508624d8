#pragma once

namespace leakygan {

// The whole program: reads the command line, runs the command, reports errors on stderr, a line
// each. Returns the exit code: 0, 1 after an error, 2 for wrong usage, 130 after an interrupt.
int run_program(int argc, char** argv);

}  // namespace leakygan
