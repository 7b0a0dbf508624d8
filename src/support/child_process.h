#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "support/files.h"

namespace leakygan {

// The file of the program that runs, as it was called at the first call. Its child is this very
// program even when the file has been replaced since.
fs::path own_program();

// A program that runs beside this one, in a process group of its own: Ctrl-C on the terminal does
// not reach it, only what `send` sends. A child that is this program ends, as after SIGTERM, when
// this process does, however that ends.
class ChildProcess {
 public:
  // Starts words[0] with the rest as its arguments; nothing on its standard input, and what it
  // prints is added to the file `log`. Throws Error when it cannot be started.
  ChildProcess(const std::vector<std::string>& words, const fs::path& log);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  // Kills it when it still runs.
  ~ChildProcess();

  void send(int signal) const;

  // Its exit code, 128 + N after signal N; nothing while it runs.
  std::optional<int> exit_code();

  // The same when it has ended.
  int wait();

 private:
  std::optional<int> collect(int options);

  pid_t process_ = 0;  // 0: none
  std::optional<int> exit_code_;
};

// Why a program ended with the code, 128 + N after signal N, for people: the signal, or what it
// last said in its log.
std::string ending_text(int code, const fs::path& log);

// What a program last said in its log: a message of this one whole, without "leakygan: " before
// each line; of any other its last line; "" when there is nothing.
std::string last_message(const fs::path& log);

// What a program does at its start that may be such a child: from here on it ends with its parent.
void end_with_parent();

}  // namespace leakygan
