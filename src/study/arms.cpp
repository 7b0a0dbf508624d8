#include "study/arms.h"

#include <algorithm>
#include <array>

#include "config/compare.h"
#include "models/activation.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::array kDefaultSlopes = {0.01, 0.1, 0.2, 0.3};
constexpr const char* kRelu = "relu";

// What an arm may not have otherwise than the others: its numbers could not be compared then, or
// the study sets it.
bool is_common(const std::string& path) {
  for (const char* key : {"name", "seed", "device", "threads", "convolution", "training.images",
                          "training.epochs", "training.minutes"}) {
    if (path == key) return true;
  }
  return (path.starts_with("data.") && path != "data.flip") || path.starts_with("evaluate.");
}

Assignment assignment(const std::string& path, const std::string& value) {
  return {path, {{value}}, "study", {}};
}

AskedArm activation_arm(const Activation& activation, const std::string& network) {
  AskedArm arm = {arm_name(activation), {}};
  const ActivationEntry& row = entry(activation.kind);
  for (const std::string part : {"discriminator", "generator"}) {
    if (network != part && network != "both") continue;
    arm.assignments.push_back(assignment(part + ".activation.kind", row.name));
    if (row.default_slope) {
      arm.assignments.push_back(
          assignment(part + ".activation.slope", number_text(activation.slope)));
    }
  }
  return arm;
}

// Those of the lists, one of them relu: without it nothing could be said about ReLU.
std::vector<AskedArm> listed_arms(const StudySettings& settings) {
  std::vector<AskedArm> arms;
  const auto add = [&](const Activation& activation) {
    arms.push_back(activation_arm(activation, settings.network));
  };
  std::vector<double> slopes = settings.slopes;
  const bool is_default = slopes.empty() && settings.activations.empty() && settings.arms.empty();
  if (is_default) slopes.assign(kDefaultSlopes.begin(), kDefaultSlopes.end());
  for (const auto& name : settings.activations) {
    const ActivationEntry& row = *find_activation(name);
    add({row.kind, row.default_slope.value_or(0.0)});
  }
  for (const double slope : slopes) add({ActivationKind::leaky_relu, slope});
  const auto is_named = [&](const std::string& name) {
    const auto has_name = [&](const AskedArm& arm) { return arm.name == name; };
    return std::any_of(arms.begin(), arms.end(), has_name) ||
           std::any_of(settings.arms.begin(), settings.arms.end(), has_name);
  };
  if (!arms.empty() && !is_named(kRelu)) {
    arms.insert(arms.begin(), activation_arm({ActivationKind::relu, 0.0}, settings.network));
  }
  return arms;
}

void check_keys(const AskedArm& arm, std::vector<std::string>& faults) {
  for (const auto& given : arm.assignments) {
    if (!is_common(given.path)) continue;
    faults.push_back(given.source + ": " + given.path + ": arm '" + arm.name +
                     "': all arms have the same, or their numbers could not be compared");
  }
}

// The lines of a message that are not among the faults yet.
void add_lines(const std::string& message, std::vector<std::string>& faults) {
  for (const auto& line : split(message, '\n')) {
    if (std::find(faults.begin(), faults.end(), line) == faults.end()) faults.push_back(line);
  }
}

std::optional<Arm> configured(const std::string& name,
                              const std::vector<std::vector<Assignment>>& layers,
                              std::vector<std::string>& faults) {
  try {
    return Arm{name, build_config(layers, {})};
  } catch (const Error& error) {
    add_lines(error.what(), faults);
    return std::nullopt;
  }
}

// Adds an arm, or merges it with the one that has its name.
void add_arm(Arm arm, std::vector<Arm>& arms, std::vector<std::string>& faults,
             std::vector<std::string>& notes) {
  for (const Arm& known : arms) {
    const bool is_same = differences(known.config, arm.config).empty();
    if (known.name == arm.name && is_same) {
      notes.push_back("the arm " + arm.name + " is given twice: merged");
      return;
    }
    if (known.name == arm.name) {
      faults.push_back("study.arms: two arms that differ are called '" + arm.name + "'");
      return;
    }
    if (is_same) {
      notes.push_back("the arms " + known.name + " and " + arm.name +
                      " are the same: their results must be equal");
    }
  }
  arms.push_back(std::move(arm));
}

void put_baseline_first(std::vector<Arm>& arms, const std::string& asked,
                        std::vector<std::string>& faults) {
  const std::string name = asked.empty() ? kRelu : asked;
  const auto found =
      std::find_if(arms.begin(), arms.end(), [&](const Arm& arm) { return arm.name == name; });
  if (found != arms.end()) {
    std::rotate(arms.begin(), found, found + 1);
  } else if (!asked.empty()) {
    std::vector<std::string> names;
    for (const Arm& arm : arms) names.push_back(arm.name);
    faults.push_back("study.baseline: '" + display(asked) + "' is no arm; there are " +
                     join(names, ", "));
  }
}

void add_stress_arm(const StudySettings& settings, const std::vector<std::vector<Assignment>>& base,
                    std::vector<Arm>& arms, std::vector<std::string>& faults) {
  if (settings.stress.empty() || arms.empty()) return;
  const AskedArm stress = {"stress-" + arms.front().name, settings.stress};
  check_keys(stress, faults);
  auto layers = base;
  layers.push_back(stress.assignments);
  auto arm = configured(stress.name, layers, faults);
  if (!arm) return;
  arm->is_stress = true;
  arms.push_back(std::move(*arm));
}

}  // namespace

std::string arm_name(const Activation& activation) {
  const ActivationEntry& row = entry(activation.kind);
  if (!row.default_slope) return row.name;
  const std::string name = row.kind == ActivationKind::leaky_relu ? "leaky" : row.name;
  return name + "-" + number_text(activation.slope);
}

std::vector<Arm> make_arms(const StudySettings& settings, const std::vector<Assignment>& base,
                           std::vector<std::string>& faults, std::vector<std::string>& notes) {
  std::vector<AskedArm> asked = listed_arms(settings);
  asked.insert(asked.end(), settings.arms.begin(), settings.arms.end());
  std::vector<Arm> arms;
  for (const AskedArm& one : asked) {
    check_keys(one, faults);
    auto arm = configured(one.name, {base, one.assignments}, faults);
    if (arm) add_arm(std::move(*arm), arms, faults, notes);
  }
  put_baseline_first(arms, settings.baseline, faults);
  const auto baseline = std::find_if(asked.begin(), asked.end(), [&](const AskedArm& one) {
    return !arms.empty() && one.name == arms.front().name;
  });
  if (baseline != asked.end()) {
    add_stress_arm(settings, {base, baseline->assignments}, arms, faults);
  }
  if (faults.empty() && arms.size() < (settings.stress.empty() ? 2U : 3U)) {
    faults.emplace_back("study.arms: a comparison needs at least two arms");
  }
  return arms;
}

}  // namespace leakygan
