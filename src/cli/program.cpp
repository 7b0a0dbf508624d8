#include "cli/program.h"

#include <c10/util/Exception.h>

#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "support/error.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

// Each line of the message on its own, so that a list of faults can be read and counted.
int report(const std::string& message, int code) {
  std::string::size_type begin = 0;
  while (begin <= message.size()) {
    auto end = message.find('\n', begin);
    if (end == std::string::npos) end = message.size();
    std::fprintf(stderr, "leakygan: %s\n", message.substr(begin, end - begin).c_str());
    begin = end + 1;
  }
  return code;
}

int report_out_of_memory() {
  return report("out of memory: lower training.batch, data.size or the networks' width", kFailed);
}

// LibTorch's message without its backtrace.
int report_torch(const c10::Error& error) {
  const std::string what = error.what_without_backtrace();
  const bool memory =
      what.find("allocate") != std::string::npos || what.find("out of memory") != std::string::npos;
  if (memory) return report_out_of_memory();
  return report("LibTorch: " + what.substr(0, what.find('\n')), kFailed);
}

// The command that was given, as far as its words were understood.
const CLI::App& command_given(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

std::vector<std::string> names_of_commands(const CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* part : command.get_subcommands(nullptr)) names.push_back(part->get_name());
  return names;
}

std::vector<std::string> names_of_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// CLI11 calls a misspelt command a missing one, and of nothing misspelt it says what was meant.
std::string usage_fault(const CLI::App& command, const CLI::ParseError& error) {
  const auto words = command.remaining();
  if (words.empty()) return error.what();
  const std::string& unknown = words.front();
  const bool is_option = unknown.starts_with('-');
  const auto names = is_option ? names_of_options(command) : names_of_commands(command);
  if (names.empty()) return error.what();
  const std::string before =
      is_option || command.get_parent() == nullptr ? "" : command.get_name() + " ";
  const std::string meant = nearest(unknown, names);
  return std::string("there is no ") + (is_option ? "option '" : "command '") + before + unknown +
         "'" + (meant.empty() ? "" : "; did you mean " + before + meant + "?");
}

// "leakygan dataset check"
std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : full_name(*parent) + " ") + command.get_name();
}

int parse_and_run(int argc, char** argv) {
  CLI::App program("Train GANs on folders of images and find the activation that serves them.",
                   "leakygan");
  program.set_version_flag("--version", version_text);
  program.require_subcommand(1);
  program.failure_message([](const CLI::App*, const CLI::Error&) { return std::string(); });
  ExitCode exit_code;
  add_train(program, exit_code);
  add_dataset(program, exit_code);
  add_generate(program);
  add_info(program);
  add_config(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp& e) {
    return program.exit(e);
  } catch (const CLI::CallForAllHelp& e) {
    return program.exit(e);
  } catch (const CLI::CallForVersion& e) {
    return program.exit(e);
  } catch (const CLI::ParseError& e) {
    const CLI::App& command = command_given(program);
    return report(usage_fault(command, e) + " (see " + full_name(command) + " --help)",
                  kWrongUsage);
  }
  return exit_code.value;
}

}  // namespace

int run_program(int argc, char** argv) {
  catch_stop_signals();
  try {
    return parse_and_run(argc, argv);
  } catch (const UsageError& e) {
    return report(e.what(), kWrongUsage);
  } catch (const Interrupted& e) {
    return report(e.what(), kInterruptedExit);
  } catch (const c10::Error& e) {
    return report_torch(e);
  } catch (const std::bad_alloc&) {
    return report_out_of_memory();
  } catch (const std::exception& e) {
    return report(e.what(), kFailed);
  }
}

}  // namespace leakygan
