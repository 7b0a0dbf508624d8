#pragma once

#include <string>

namespace leakygan {

// From here on the first SIGINT, SIGTERM or SIGHUP only sets a flag; the second ends the process
// at once with code 130. That breaks no file, since files are renamed into place when whole.
void catch_stop_signals();

bool stop_requested();

// Throws Interrupted("interrupted while <doing>") when a stop was asked for.
void throw_if_stopped(const std::string& doing);

inline constexpr int kInterruptedExit = 130;

}  // namespace leakygan
