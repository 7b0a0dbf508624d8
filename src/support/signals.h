#pragma once

#include <string>

namespace leakygan {

// From here on the first SIGINT, SIGTERM or SIGHUP only sets a flag; the second ends the process
// at once with code 130, but for a second SIGHUP, and a SIGTERM within two seconds of the first.
// That breaks no file, since files are renamed into place when whole.
void catch_stop_signals();

bool stop_requested();

// Throws Interrupted("interrupted while <doing>") when a stop was asked for.
void throw_if_stopped(const std::string& doing);

// While one lives, a stop that was asked for waits, as if nobody had: for work of seconds that what
// follows would miss. A second signal ends the process even so.
class StopWaits {
 public:
  StopWaits();
  StopWaits(const StopWaits&) = delete;
  StopWaits& operator=(const StopWaits&) = delete;
  ~StopWaits();
};

inline constexpr int kInterruptedExit = 130;

}  // namespace leakygan
