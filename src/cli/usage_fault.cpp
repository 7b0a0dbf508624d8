#include "cli/usage_fault.h"

#include <vector>

#include "config/suggest.h"
#include "support/text.h"

namespace leakygan {
namespace {

using Words = std::vector<std::string>;

// The command that was given, as far as its words were understood.
const CLI::App& command_given(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

// "leakygan dataset check"
std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : full_name(*parent) + " ") + command.get_name();
}

// Without the program's own name: what comes before the next word of a command.
std::string words_before(const CLI::App& command) {
  return command.get_parent() == nullptr ? "" : command.get_name() + " ";
}

Words commands_meant(const CLI::App& command, const std::string& word) {
  Words names;
  for (const auto* part : command.get_subcommands(nullptr)) names.push_back(part->get_name());
  const std::string near = nearest(word, names);
  return near.empty() ? Words{} : Words{words_before(command) + near};
}

// An option of nearly this name, or else a key of the configuration.
Words options_meant(const CLI::App& command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  Words names;
  for (const auto* option : command.get_options()) {
    for (const auto& long_name : option->get_lnames()) names.push_back("--" + long_name);
  }
  const std::string near = nearest(name, names);
  if (!near.empty()) return {near};
  if (command.get_option_no_throw("--set") == nullptr) return {};
  Words settings;
  for (const auto& key : likely_keys(name.substr(name.find_first_not_of('-')))) {
    settings.push_back("--set " + key + "=...");
  }
  return settings;
}

// CLI11 calls a misspelt command a missing one, and of nothing misspelt it says what was meant.
std::string fault(const CLI::App& command, const CLI::ParseError& error) {
  const Words words = command.remaining();
  if (words.empty()) return error.what();
  const std::string& word = words.front();
  const bool is_option = word.starts_with('-') && word.find_first_not_of('-') != std::string::npos;
  if (!is_option && command.get_subcommands(nullptr).empty()) return error.what();
  const Words meant = is_option ? options_meant(command, word) : commands_meant(command, word);
  const std::string unknown = is_option ? "option '" : "command '" + words_before(command);
  return "there is no " + unknown + word + "'" +
         (meant.empty() ? "" : "; did you mean " + join(meant, " or ") + "?");
}

}  // namespace

std::string usage_fault(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = command_given(program);
  return fault(command, error) + " (see " + full_name(command) + " --help)";
}

}  // namespace leakygan
