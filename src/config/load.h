#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/yaml.h"

namespace leakygan {

// The configuration of a YAML file with "key.path=value" overrides on top, which win. Throws an
// Error that lists every fault of file and overrides, one a line, with file, line and key: unknown
// keys (with what may have been meant), doubled keys, values out of range, rules between keys.
Config load_config(const std::filesystem::path& file, std::span<const std::string> overrides);

// The same for a run that goes on: a length among the overrides (training.images, .epochs or
// .minutes) takes the place of the file's, of whatever kind, where load_config would refuse two.
Config load_config_to_resume(const std::filesystem::path& file,
                             std::span<const std::string> overrides);

// The configuration in a text, YAML or JSON; `name` stands before every message.
Config parse_config(const std::string& text, const std::string& name);

// `config` with overrides on top, of lengths as for load_config_to_resume.
Config override_config(const Config& config, std::span<const std::string> overrides);

// The configuration `defaults` for a folder of images, with overrides; a length among those takes
// the place of the one of `defaults`.
Config config_for_folder(const std::filesystem::path& folder,
                         std::span<const std::string> overrides, Config defaults);

// The assignments of --set, of a key given twice the last one.
std::vector<Assignment> read_overrides(std::span<const std::string> overrides,
                                       std::vector<std::string>& faults);

// The configuration of layers of assignments, the later ones above; the faults of what was read
// before are among those of the Error.
Config build_config(std::vector<std::vector<Assignment>> layers, std::vector<std::string> faults);

// The configuration as YAML that load_config reads back to the same.
std::string dump_config(const Config& config);

// The same as a JSON object, for readers that have no YAML.
std::string dump_config_json(const Config& config);
}  // namespace leakygan
