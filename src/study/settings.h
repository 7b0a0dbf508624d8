#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/yaml.h"

namespace leakygan {

// An arm as it was asked for: keys of a configuration that it has otherwise than the others.
struct AskedArm {
  std::string name;
  std::vector<Assignment> assignments;
};

// The section `study` of a file, as plain values.
struct StudySettings {
  std::vector<std::uint64_t> seeds = {1, 2, 3, 4, 5};
  std::vector<double> slopes = {};
  std::vector<std::string> activations = {};
  std::string network = "discriminator";  // whose activation slopes and activations mean
  std::string baseline = {};              // empty: relu, or else the first arm
  double margin = 0.05;                   // share of the baseline's median
  std::optional<double> budget = {};      // seconds
  std::optional<std::int64_t> parallel = {};
  std::vector<AskedArm> arms = {};
  std::vector<Assignment> stress = {};
};

// The description of one key of the section; those of arms and stress are keys of a configuration
// and have none.
struct StudyKey {
  std::string name;          // "seeds"
  std::string type;          // "whole number, 1 to 1000, or a list of seeds"
  std::string default_text;  // as it would be written
  std::string meaning;       // one sentence
  // Stores the value; returns "" or what is wrong with it.
  std::function<std::string(StudySettings&, const Value&)> set;
};

const std::vector<StudyKey>& study_keys();

// Takes the assignments of `study.*` out of `assignments`. Faults are appended, a line each:
// unknown keys (with what may have been meant), values out of range, arms without a usable name.
StudySettings take_settings(std::vector<Assignment>& assignments, std::vector<std::string>& faults);

// "2h", "1h 30min", "90 s": in seconds, above 0; the unit must be there.
std::string read_duration(const Value& value, double& seconds);

}  // namespace leakygan
