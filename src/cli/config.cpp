#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "config/schema.h"
#include "config/suggest.h"
#include "study/settings.h"
#include "support/error.h"

namespace leakygan {
namespace {

struct ConfigOptions {
  std::string key;
  bool markdown = false;
};

// Those of a configuration and, behind them, those that only studies have.
std::vector<Key> documented_keys() {
  std::vector<Key> keys = schema();
  const auto add = [&](const std::string& name, const std::string& type,
                       const std::string& default_text, const std::string& meaning) {
    keys.push_back(
        {.path = "study." + name, .type = type, .default_text = default_text, .meaning = meaning});
  };
  for (const auto& key : study_keys()) add(key.name, key.type, key.default_text, key.meaning);
  add("arms.NAME.KEY", "the key's", "none", "What the arm NAME has otherwise than the others.");
  add("stress.KEY", "the key's", "none",
      "One more arm, the baseline with these keys, which shows whether units can die.");
  return keys;
}

// The keys that `name` means: all for "", one key, or those of a section.
std::vector<Key> selected(const std::string& name) {
  std::vector<Key> keys;
  for (const auto& key : documented_keys()) {
    const bool in_section = key.path.starts_with(name + ".");
    if (name.empty() || key.path == name || in_section) keys.push_back(key);
  }
  if (keys.empty()) throw UsageError(path_fault(name));
  return keys;
}

void print_plain(const Key& key) {
  std::printf("%s\n    %s\n    %s%s%s; default: %s\n", key.path.c_str(), key.meaning.c_str(),
              key.type.c_str(), key.unit.empty() ? "" : ", in ", key.unit.c_str(),
              key.default_text.c_str());
  if (key.may_change) std::printf("    may be changed when a run is resumed\n");
}

void print_markdown(const Key& key) {
  std::printf("| `%s` | `%s` | %s | %s | %s | %s |\n", key.path.c_str(), key.default_text.c_str(),
              key.type.c_str(), key.unit.c_str(), key.may_change ? "yes" : "", key.meaning.c_str());
}

void print_keys(const ConfigOptions& options) {
  const auto keys = selected(options.key);
  if (!options.markdown) {
    for (const auto& key : keys) print_plain(key);
    return;
  }
  std::printf(
      "# Configuration\n\n"
      "Written by `leakygan config --markdown`, from the description that also parses the keys.\n"
      "`leakygan config KEY` shows one of them. Keys with `yes` under resume may have another "
      "value\n"
      "when a run is resumed; `study` belongs to `leakygan compare` (COMPARE.md).\n\n"
      "| key | default | values | unit | resume | meaning |\n|---|---|---|---|---|---|\n");
  for (const auto& key : keys) print_markdown(key);
}

}  // namespace

void add_config(CLI::App& program) {
  auto options = std::make_shared<ConfigOptions>();
  CLI::App* command = program.add_subcommand(
      "config", "Show the keys of a configuration: default, values and meaning");
  command->add_option("key", options->key, "One key, or a section")->type_name("KEY");
  command->add_flag("--markdown", options->markdown, "As the page docs/CONFIGURATION.md");
  command->callback([options] { print_keys(*options); });
}

}  // namespace leakygan
