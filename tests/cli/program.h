#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace leakygan::testing {

struct Result {
  int exit_code = 0;  // 128 + number after a signal, as shells have it
  std::string out;
  std::string err;
};

// The program, started with the arguments in the background; no terminal, no standard input.
class Running {
 public:
  Running(const std::vector<std::string>& arguments, const fs::path& working_folder);

  void send(int signal) const;
  void send_to_children(int signal) const;

  // Waits until the file is there, for at most a minute; false when it is not or the program ended.
  bool wait_for(const fs::path& file) const;

  Result finish();

 private:
  TemporaryFolder output_;
  pid_t process_;
};

Result run(const std::vector<std::string>& arguments, const fs::path& working_folder = ".");

// Options of a training that takes a second: 16 pixels, width 4, batch 8, one thread, nothing held
// out, no probe.
std::vector<std::string> tiny(const std::vector<std::string>& more = {});

// A folder with `count` shapes of 16 pixels, made by the program.
void make_shapes(const fs::path& folder, int count);

}  // namespace leakygan::testing
