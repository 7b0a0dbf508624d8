#include "support/signals.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>

#include "support/error.h"

namespace leakygan {
namespace {

// A signal handler may touch only a lock-free flag, and a handler needs it global.
std::atomic<int> signals_seen{0};
static_assert(std::atomic<int>::is_always_lock_free);

std::atomic<int> waiting{0};  // how many StopWaits there are

std::atomic<int> first_signal{0};
std::atomic<std::time_t> first_second{0};
static_assert(std::atomic<std::time_t>::is_always_lock_free);

std::time_t now_in_seconds() {
  struct timespec now = {};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

// Whether it is no impatience: a terminal that closes sends SIGHUP twice, from the shell and from
// the kernel; a scheduler sends SIGTERM to all processes of a job, and `compare` passes its own on.
bool is_the_same_stop(int signal) {
  constexpr std::time_t kTogether = 2;  // seconds
  return signal == SIGHUP || (signal == SIGTERM && first_signal.load() == SIGTERM &&
                              now_in_seconds() - first_second.load() <= kTogether);
}

extern "C" void note_signal(int signal) {
  if (signals_seen.fetch_add(1) == 0) {
    first_second.store(now_in_seconds());
    first_signal.store(signal);
  } else if (!is_the_same_stop(signal)) {
    ::_exit(kInterruptedExit);
  }
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
