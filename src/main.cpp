#include "cli/program.h"

int main(int argc, char** argv) { return leakygan::run_program(argc, argv); }
