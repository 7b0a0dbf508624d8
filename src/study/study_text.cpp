#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "config/compare.h"
#include "config/schema.h"
#include "study/study.h"
#include "support/text.h"

// A study as text.

namespace leakygan {
namespace {

constexpr const char* kActivationKeys[] = {
    "discriminator.activation.kind", "discriminator.activation.slope", "generator.activation.kind",
    "generator.activation.slope"};

// "KEY: VALUE" for what an arm has otherwise than `base`, its activations in any case: so an arm
// that has nothing otherwise stands in the file too.
std::vector<std::string> arm_lines(const Config& base, const Config& arm) {
  std::vector<std::string> differing;
  for (const auto& difference : differences(base, arm)) differing.push_back(difference.key);
  std::vector<std::string> lines;
  for (const auto& key : schema()) {
    const auto value = key.text(arm);
    const bool differs = std::find(differing.begin(), differing.end(), key.path) != differing.end();
    const bool is_activation = std::find(std::begin(kActivationKeys), std::end(kActivationKeys),
                                         key.path) != std::end(kActivationKeys);
    if (value && (differs || is_activation)) lines.push_back(key.path + ": " + *value);
  }
  return lines;
}

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string settings_text(const Study& study) {
  std::string text = "study:\n  seeds: " + nlohmann::json(study.seeds).dump() + "\n";
  text += "  baseline: " + quoted(study.arms.front().name) + "\n";
  text += "  margin: " + number_text(study.margin) + "\n";
  if (study.budget) text += "  budget: " + number_text(*study.budget) + "s\n";
  text += "  parallel: " + (study.parallel ? number_text(*study.parallel) : "auto") + "\n";
  return text;
}

// All that the results depend on, by key.
std::map<std::string, std::string> parts_of(const Study& study) {
  std::map<std::string, std::string> parts;
  parts["study.seeds"] = nlohmann::json(study.seeds).dump();
  parts["study.baseline"] = study.arms.front().name;
  parts["study.margin"] = number_text(study.margin);
  if (study.budget) parts["study.budget"] = number_text(*study.budget) + "s";
  for (const auto& key : schema()) {
    if (const auto value = key.text(study.base)) parts[key.path] = *value;
  }
  for (const Arm& arm : study.arms) {
    parts["study.arms." + arm.name] = join(arm_lines(study.base, arm.config), ", ");
  }
  return parts;
}

}  // namespace

std::string dump_study(const Study& study) {
  std::string text = settings_text(study) + "  arms:\n";
  for (const Arm& arm : study.arms) {
    if (arm.is_stress) text += "  stress:\n";
    if (!arm.is_stress) text += "    " + quoted(arm.name) + ":\n";
    // Stress settings lie on top of the baseline.
    const Config& below = arm.is_stress ? study.arms.front().config : study.base;
    for (const auto& line : arm_lines(below, arm.config)) {
      text += (arm.is_stress ? "    " : "      ") + line + "\n";
    }
  }
  Config base = study.base;
  // The length that a budget stands for is in the plan.
  if (study.budget) base.training.epochs.reset();
  text += dump_config(base);
  const std::string seed_line = "seed: " + std::to_string(base.seed) + "\n";
  if (const auto at = text.find(seed_line); at != std::string::npos)
    text.erase(at, seed_line.size());
  return text;
}

std::vector<std::string> study_differences(const Study& before, const Study& after) {
  const auto old_parts = parts_of(before);
  auto new_parts = parts_of(after);
  std::vector<std::string> lines;
  for (const auto& [key, value] : old_parts) {
    const auto found = new_parts.find(key);
    const std::string now = found == new_parts.end() ? "none" : found->second;
    if (now != value) lines.push_back(key + ": " + value + " -> " + now);
  }
  for (const auto& [key, value] : new_parts) {
    if (!old_parts.contains(key)) lines.push_back(key + ": none -> " + value);
  }
  return lines;
}

}  // namespace leakygan
