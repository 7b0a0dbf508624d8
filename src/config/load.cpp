#include "config/load.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/rules.h"
#include "config/schema.h"
#include "config/suggest.h"
#include "config/yaml.h"
#include "support/error.h"
#include "support/files.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kDefaultEpochs = 25;

// `activation: relu` is short for `activation: {kind: relu}`.
void expand_short_forms(std::vector<Assignment>& assignments) {
  for (auto& assignment : assignments) {
    if (assignment.path.ends_with(".activation")) assignment.path += ".kind";
  }
}

// Reports paths that are no key, among them sections with a value and keys with a section.
void check_paths(const std::vector<Assignment>& assignments, std::vector<std::string>& faults) {
  std::set<std::string> seen;
  for (const auto& [path, value, source, keys] : assignments) {
    const std::string problem = path_fault(path);
    if (!problem.empty()) faults.push_back(source + ": " + problem);
    if (!seen.insert(path).second) faults.push_back(source + ": " + path + ": is given twice");
  }
}

// The key `name` beside the key `path`.
std::string sibling(const std::string& path, const std::string& name) {
  return path.substr(0, path.rfind('.') + 1) + name;
}

// Stores the assignments of one source in the order of the schema, in which a key comes after
// those that it depends on.
void apply(const std::vector<Assignment>& assignments, Config& config,
           std::vector<std::string>& faults) {
  std::string wrong_kind;  // of an activation; whether its slope is right cannot be said then
  for (const auto& key : schema()) {
    for (const auto& [path, value, source, keys] : assignments) {
      if (path != key.path) continue;
      if (!wrong_kind.empty() && path == sibling(wrong_kind, "slope")) break;
      const std::string problem = key.set(config, value);
      if (!problem.empty()) faults.push_back(source + ": " + path + ": " + problem);
      if (!problem.empty() && path.ends_with(".activation.kind")) wrong_kind = path;
      break;
    }
  }
}

bool is_end(const std::string& path) {
  return path == "training.images" || path == "training.epochs" || path == "training.minutes";
}

// Where each of the keys that end a run was given last, unless with "none".
using Ends = std::map<std::string, std::string>;

void note_ends(const std::vector<Assignment>& assignments, Ends& ends) {
  for (const auto& [path, value, source, keys] : assignments) {
    if (!is_end(path)) continue;
    ends[path] = source;
    if (!value.is_list && value.items.front() == "none") ends.erase(path);
  }
}

// Takes the ends of a run out of `below` when there is one in `above`.
void drop_replaced_ends(std::vector<Assignment>& below, const std::vector<Assignment>& above) {
  Ends ends;
  note_ends(above, ends);
  if (!ends.empty()) std::erase_if(below, [](const auto& given) { return is_end(given.path); });
}

void check_ends(const Ends& ends, std::vector<std::string>& faults) {
  if (ends.size() < 2) return;
  std::vector<std::string> given;
  for (const auto& [path, source] : ends) given.push_back(path + " (" + source + ")");
  faults.push_back(join(given, " and ") + ": only one can end the run; take the other back with " +
                   "--set " + ends.begin()->first + "=none, say");
}

// Puts the layers of assignments on top of `config`, the later ones above.
Config build(Config config, std::vector<std::vector<Assignment>> layers,
             std::vector<std::string> faults) {
  Ends ends;
  for (auto& layer : layers) {
    expand_short_forms(layer);
    check_paths(layer, faults);
    apply(layer, config, faults);
    note_ends(layer, ends);
  }
  check_ends(ends, faults);
  const auto& training = config.training;
  if (!training.images && !training.epochs && !training.minutes) {
    config.training.epochs = kDefaultEpochs;
  }
  if (config.data.folder.empty() && faults.empty()) {
    faults.push_back("data.folder: is required: the folder of your images");
  }
  if (faults.empty()) faults = rule_faults(config);  // of wrong keys they would be untrue
  if (!faults.empty()) throw Error(join(faults, "\n"));
  return config;
}

}  // namespace

std::vector<Assignment> read_overrides(std::span<const std::string> overrides,
                                       std::vector<std::string>& faults) {
  std::vector<Assignment> all;
  for (const auto& text : overrides) {
    for (auto& assignment : read_override(text, faults)) {
      // A script may append to a given list of --set: the last one counts, as with any flag.
      std::erase_if(all, [&](const auto& earlier) { return earlier.path == assignment.path; });
      all.push_back(std::move(assignment));
    }
  }
  return all;
}

Config build_config(std::vector<std::vector<Assignment>> layers, std::vector<std::string> faults) {
  return build({}, std::move(layers), std::move(faults));
}

Config load_config(const std::filesystem::path& file, std::span<const std::string> overrides) {
  std::vector<std::string> faults;
  auto from_file = read_yaml(file, faults);
  auto from_command = read_overrides(overrides, faults);
  return build_config({std::move(from_file), std::move(from_command)}, std::move(faults));
}

Config load_config_to_resume(const std::filesystem::path& file,
                             std::span<const std::string> overrides) {
  std::vector<std::string> faults;
  auto from_file = read_yaml(file, faults);
  auto from_command = read_overrides(overrides, faults);
  drop_replaced_ends(from_file, from_command);
  return build_config({std::move(from_file), std::move(from_command)}, std::move(faults));
}

Config parse_config(const std::string& text, const std::string& name) {
  std::vector<std::string> faults;
  auto assignments = parse_yaml(text, name, faults);
  return build_config({std::move(assignments)}, std::move(faults));
}

Config override_config(const Config& config, std::span<const std::string> overrides) {
  std::vector<std::string> faults;
  auto given = parse_yaml(dump_config(config), "configuration", faults);
  auto from_command = read_overrides(overrides, faults);
  drop_replaced_ends(given, from_command);
  Config changed = build_config({std::move(given), std::move(from_command)}, std::move(faults));
  changed.generator.classes = config.generator.classes;  // they have no key
  changed.discriminator.classes = config.discriminator.classes;
  return changed;
}

Config config_for_folder(const std::filesystem::path& folder,
                         std::span<const std::string> overrides, Config defaults) {
  std::vector<std::string> faults;
  const std::vector<Assignment> given = {
      {"data.folder", {{folder.string()}, false}, display(folder)}};
  auto from_command = read_overrides(overrides, faults);
  Ends ends;
  note_ends(from_command, ends);
  auto& training = defaults.training;
  if (!ends.empty()) training.images = {}, training.epochs = {}, training.minutes = {};
  return build(std::move(defaults), {given, std::move(from_command)}, std::move(faults));
}

}  // namespace leakygan
