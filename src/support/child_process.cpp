#include "support/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

constexpr const char* kSelf = "/proc/self/exe";
constexpr const char* kParent = "LEAKYGAN_PARENT";  // a variable of the child: whose child it is

// posix_spawn's two descriptions of how a process begins.
class Beginning {
 public:
  explicit Beginning(const fs::path& log) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, log.c_str(),
                                       O_WRONLY | O_CREAT | O_APPEND, 0666);
    ::posix_spawn_file_actions_adddup2(&files_, STDOUT_FILENO, STDERR_FILENO);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
  }
  Beginning(const Beginning&) = delete;
  Beginning& operator=(const Beginning&) = delete;
  ~Beginning() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  const posix_spawn_file_actions_t& files() const { return files_; }
  const posix_spawnattr_t& attributes() const { return attributes_; }

 private:
  posix_spawn_file_actions_t files_ = {};
  posix_spawnattr_t attributes_ = {};
};

// This process's environment, and whose child the new one is.
std::vector<std::string> child_environment() {
  std::vector<std::string> variables = {std::string(kParent) + "=" + std::to_string(::getpid())};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with(kParent)) variables.emplace_back(*variable);
  }
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

fs::path own_program() {
  static const fs::path file = fs::read_symlink(kSelf);
  return file;
}

ChildProcess::ChildProcess(const std::vector<std::string>& words, const fs::path& log) {
  const Beginning beginning(log);
  std::vector<std::string> arguments = words;
  std::vector<std::string> environment = child_environment();
  const std::string program = words.front() == own_program() ? kSelf : words.front();
  const int fault =
      ::posix_spawn(&process_, program.c_str(), &beginning.files(), &beginning.attributes(),
                    pointers(arguments).data(), pointers(environment).data());
  if (fault != 0) {
    throw Error(words.front() + ": cannot be started, with its output in " + display(log) + ": " +
                std::strerror(fault));
  }
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : process_(std::exchange(other.process_, 0)), exit_code_(other.exit_code_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(exit_code_, other.exit_code_);
  return *this;
}

ChildProcess::~ChildProcess() {
  if (process_ == 0 || exit_code()) return;
  send(SIGKILL);
  wait();
}

void ChildProcess::send(int signal) const {
  if (!exit_code_) ::kill(process_, signal);
}

std::optional<int> ChildProcess::exit_code() { return exit_code_ ? exit_code_ : collect(WNOHANG); }

int ChildProcess::wait() {
  while (!exit_code_) collect(0);
  return *exit_code_;
}

std::optional<int> ChildProcess::collect(int options) {
  int status = 0;
  const pid_t ended = ::waitpid(process_, &status, options);
  if (ended == process_) {
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  } else if (ended < 0 && errno == ECHILD) {
    exit_code_ = 127;  // somebody else collected it; there is nothing to wait for
  }
  return exit_code_;
}

std::string ending_text(int code, const fs::path& log) {
  if (code == kInterruptedExit) return "it was stopped";
  if (code <= 128) return last_message(log);
  return "it was ended by signal " + std::to_string(code - 128) +
         (code == 128 + SIGKILL ? " (by the system, when memory ends)" : "");
}

std::string last_message(const fs::path& log) {
  constexpr std::string_view kName = "leakygan: ";
  std::string last;
  bool is_message = false;  // which may have several lines
  std::ifstream file(log);
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    const bool goes_on = is_message;
    is_message = line.starts_with(kName);
    if (is_message) line.erase(0, kName.size());
    last = is_message && goes_on ? last + "\n" + line : line;
  }
  return last;
}

void end_with_parent() {
  const char* parent = std::getenv(kParent);
  if (parent == nullptr) return;
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  // It may have ended before that.
  if (std::to_string(::getppid()) != parent) ::raise(SIGTERM);
}

}  // namespace leakygan
