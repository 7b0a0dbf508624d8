#include "tests/cli/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "config/compare.h"
#include "config/recipe.h"

namespace leakygan::testing {
namespace {

[[noreturn]] void become_program(const std::vector<std::string>& arguments,
                                 const fs::path& working_folder, const fs::path& output) {
  std::vector<char*> words;
  std::string program = LEAKYGAN_PROGRAM;
  words.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (auto& argument : copies) words.push_back(argument.data());
  words.push_back(nullptr);
  const auto redirect = [](const fs::path& path, int flags, int to) {
    ::dup2(::open(path.c_str(), flags, 0666), to);
  };
  redirect("/dev/null", O_RDONLY, STDIN_FILENO);
  redirect(output / "out", O_WRONLY | O_CREAT, STDOUT_FILENO);
  redirect(output / "err", O_WRONLY | O_CREAT, STDERR_FILENO);
  if (::chdir(working_folder.c_str()) == 0) ::execv(program.c_str(), words.data());
  ::_exit(126);
}

}  // namespace

Running::Running(const std::vector<std::string>& arguments, const fs::path& working_folder)
    : process_(::fork()) {
  if (process_ == 0) become_program(arguments, working_folder, output_.path());
}

void Running::send(int signal) const { ::kill(process_, signal); }

void Running::send_to_children(int signal) const {
  const std::string process = std::to_string(process_);
  std::ifstream children("/proc/" + process + "/task/" + process + "/children");
  for (pid_t child = 0; children >> child;) ::kill(child, signal);
}

bool Running::wait_for(const fs::path& file) const {
  for (int i = 0; i < 6000 && !fs::exists(file); ++i) {
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT);
    if (info.si_pid != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return fs::exists(file);
}

Result Running::finish() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  Result result;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.out = read_file(output_.path() / "out");
  result.err = read_file(output_.path() / "err");
  return result;
}

Result run(const std::vector<std::string>& arguments, const fs::path& working_folder) {
  return Running(arguments, working_folder).finish();
}

namespace {

// Whether a setting of the recipe is how it trains; others are which images, how many of them.
bool is_of_training(const std::string& key) {
  for (const char* part : {"generator.", "discriminator.", "objective.", "optimizer."}) {
    if (key.rfind(part, 0) == 0) return true;
  }
  return key == "training.ema" || key == "training.augment";
}

}  // namespace

std::vector<std::string> tiny(const std::vector<std::string>& more) {
  std::vector<std::string> overrides;
  // The training of the public example, whatever configs/good.yaml is by now.
  for (const auto& difference : differences(good_recipe(), Config())) {
    if (is_of_training(difference.key)) {
      overrides.push_back(difference.key + "=" + difference.after);
    }
  }
  overrides.insert(overrides.end(),
                   {"data.size=16", "generator.width=4", "threads=1", "discriminator.width=4",
                    "training.batch=8", "device=cpu", "data.holdout=0", "every.probe=none"});
  overrides.insert(overrides.end(), more.begin(), more.end());
  std::vector<std::string> options;
  for (const auto& text : overrides) options.insert(options.end(), {"--set", text});
  return options;
}

void make_shapes(const fs::path& folder, int count) {
  const Result made =
      run({"dataset", "shapes", folder.string(), "--size", "16", "--count", std::to_string(count)});
  EXPECT_EQ(made.exit_code, 0) << made.err;
}

}  // namespace leakygan::testing
