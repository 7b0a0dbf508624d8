#include "support/signals.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "support/error.h"

namespace leakygan {
namespace {

// A signal handler may touch only a lock-free flag, and a handler needs it global.
std::atomic<int> signals_seen{0};
static_assert(std::atomic<int>::is_always_lock_free);

std::atomic<int> waiting{0};  // how many StopWaits there are

extern "C" void note_signal(int signal) {
  // A terminal that closes sends SIGHUP twice, from the shell and from the kernel: no impatience.
  const bool again = signals_seen.fetch_add(1) > 0;
  if (again && signal != SIGHUP) ::_exit(kInterruptedExit);
}

}  // namespace

void catch_stop_signals() {
  struct sigaction action = {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  // nohup starts a program with SIGHUP ignored: it is to outlive its terminal.
  struct sigaction inherited = {};
  ::sigaction(SIGHUP, nullptr, &inherited);
  if (inherited.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr);
  // In `train ... | tee log` Ctrl-C ends tee first: writing to it must not end the training.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that meets a limit (ulimit -f) fails to be written, with a message, as on a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
}

bool stop_requested() { return signals_seen.load() > 0 && waiting.load() == 0; }

StopWaits::StopWaits() { waiting.fetch_add(1); }

StopWaits::~StopWaits() { waiting.fetch_sub(1); }

void throw_if_stopped(const std::string& doing) {
  if (stop_requested()) throw Interrupted("interrupted while " + doing);
}

}  // namespace leakygan
