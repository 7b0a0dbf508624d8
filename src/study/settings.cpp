#include "study/settings.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "checkpoint/run_folder.h"
#include "models/activation.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kMostSeeds = 1000;

// N stands for the seeds 1 to N, a list for itself.
std::string set_seeds(StudySettings& settings, const Value& value) {
  if (!value.is_list) {
    std::int64_t count = 0;
    auto fault = read_number(value, between(1, kMostSeeds), count);
    if (!fault.empty()) return fault;
    settings.seeds.clear();
    for (std::int64_t seed = 1; seed <= count; ++seed) {
      settings.seeds.push_back(static_cast<std::uint64_t>(seed));
    }
    return {};
  }
  if (value.items.empty()) return "must have at least one seed";
  std::vector<std::uint64_t> seeds;
  for (const auto& item : value.items) {
    std::uint64_t seed = 0;
    auto fault = read_seed({{item}}, seed);
    if (!fault.empty()) return fault;
    if (std::find(seeds.begin(), seeds.end(), seed) != seeds.end()) {
      return "has the seed " + item + " twice, which would be the same run again";
    }
    seeds.push_back(seed);
  }
  settings.seeds = seeds;
  return {};
}

std::string set_slopes(StudySettings& settings, const Value& value) {
  std::vector<double> slopes;
  for (const auto& item : value.items) {
    double slope = 0;
    auto fault = read_slope({{item}}, slope);
    if (!fault.empty()) return fault;
    slopes.push_back(slope);
  }
  settings.slopes = slopes;
  return {};
}

std::string set_activations(StudySettings& settings, const Value& value) {
  std::vector<std::string> names;
  for (const auto& row : activation_table()) names.push_back(row.name);
  return read_list(value, names, settings.activations);
}

std::string set_network(StudySettings& settings, const Value& value) {
  return read_choice(value, {"discriminator", "generator", "both"}, settings.network);
}

std::string set_margin(StudySettings& settings, const Value& value) {
  return read_number(value, {.low = 0, .high = 1, .low_open = true}, settings.margin);
}

std::string set_budget(StudySettings& settings, const Value& value) {
  double seconds = 0;
  auto fault = read_duration(value, seconds);
  if (fault.empty()) settings.budget = seconds;
  return fault;
}

std::string set_parallel(StudySettings& settings, const Value& value) {
  if (!value.is_list && value.items.front() == "auto") {
    settings.parallel.reset();
    return {};
  }
  std::int64_t count = 0;
  auto fault = read_number(value, between(1, 1024), count);
  if (fault.empty()) settings.parallel = count;
  return fault;
}

std::string set_baseline(StudySettings& settings, const Value& value) {
  return read_text(value, settings.baseline);
}

// What follows `study.` for a key outside arms and stress.
void set_key(StudySettings& settings, const Assignment& given, std::vector<std::string>& faults) {
  if (given.path == "study") {
    faults.push_back(given.source + ": study: is a section, not a key: it needs keys below it");
    return;
  }
  const std::string name = given.path.substr(given.path.find('.') + 1);
  std::vector<std::string> names = {"arms", "stress"};
  for (const auto& key : study_keys()) {
    names.push_back(key.name);
    if (key.name != name) continue;
    const std::string fault = key.set(settings, given.value);
    if (!fault.empty()) faults.push_back(given.source + ": " + given.path + ": " + fault);
    return;
  }
  const std::string near = nearest(name.substr(0, name.find('.')), names);
  faults.push_back(given.source + ": " + given.path + ": unknown key" +
                   (near.empty() ? " (docs/COMPARE.md lists those of a study)"
                                 : "; did you mean study." + near + "?"));
}

// An assignment without the first `count` keys that it stands under.
Assignment without_keys(const Assignment& given, std::size_t count) {
  Assignment inner = given;
  inner.keys.erase(inner.keys.begin(), inner.keys.begin() + static_cast<std::ptrdiff_t>(count));
  inner.path = join(inner.keys, ".");
  return inner;
}

void add_to_arm(StudySettings& settings, const Assignment& given,
                std::vector<std::string>& faults) {
  const bool is_empty = given.value.is_list && given.value.items.empty();
  if (given.keys.size() == 2 && is_empty) return;  // no arms of their own
  if (given.keys.size() == 2 || (given.keys.size() == 3 && !is_empty)) {
    faults.push_back(given.source + ": " + given.path +
                     ": an arm is a section: its name, and below it keys of the configuration");
    return;
  }
  const std::string& name = given.keys[2];
  auto arm = std::find_if(settings.arms.begin(), settings.arms.end(),
                          [&](const AskedArm& known) { return known.name == name; });
  if (arm == settings.arms.end()) {
    if (!is_run_name(name)) {
      faults.push_back(given.source + ": study.arms: '" + display(name) +
                       "' cannot be an arm's name (no slash, no leading dot)");
    }
    arm = settings.arms.insert(arm, AskedArm{name, {}});
  }
  // An arm with nothing below it is the base as it is.
  if (given.keys.size() > 3) arm->assignments.push_back(without_keys(given, 3));
}

void add_to_stress(StudySettings& settings, const Assignment& given,
                   std::vector<std::string>& faults) {
  if (given.keys.size() > 2) {
    settings.stress.push_back(without_keys(given, 2));
  } else {
    faults.push_back(given.source + ": " + given.path +
                     ": is a section: it needs keys of the configuration below it");
  }
}

bool is_below(const Assignment& given, const std::string& section) {
  return given.keys.size() > 1 && given.keys[0] == "study" && given.keys[1] == section;
}

}  // namespace

const std::vector<StudyKey>& study_keys() {
  static const std::vector<StudyKey> keys = {
      {"seeds", "whole number, 1 to 1000, or a list of seeds", "5",
       "Every arm is trained with every seed; N stands for the seeds 1 to N.", set_seeds},
      {"slopes", "list of numbers, 0 to 1", "[0.01, 0.1, 0.2, 0.3]",
       "An arm of leaky_relu for each; the default holds when no activations and no arms are "
       "given.",
       set_slopes},
      {"activations", "list of activations", "[relu]", "An arm for each.", set_activations},
      {"network", "one of: discriminator, generator, both", "discriminator",
       "Whose activation slopes and activations mean.", set_network},
      {"baseline", "name of an arm", "relu",
       "The arm that all others are compared with; the first one when there is no relu.",
       set_baseline},
      {"margin", "number, above 0 to 1", "0.05",
       "Differences within this share of the baseline's median count as none.", set_margin},
      {"budget", "time, as 2h or 45min", "2h",
       "What the whole study may take; at its first start this becomes a number of images for each "
       "run. With training.images or training.epochs there is none.",
       set_budget},
      {"parallel", "auto, or a whole number, 1 to 1024", "auto",
       "Runs at a time; auto is what a measurement finds fastest in total.", set_parallel},
  };
  return keys;
}

StudySettings take_settings(std::vector<Assignment>& assignments,
                            std::vector<std::string>& faults) {
  StudySettings settings;
  const auto is_study = [](const Assignment& given) {
    return given.path == "study" || given.path.starts_with("study.");
  };
  for (const auto& given : assignments) {
    if (!is_study(given)) continue;
    if (is_below(given, "arms")) {
      add_to_arm(settings, given, faults);
    } else if (is_below(given, "stress")) {
      add_to_stress(settings, given, faults);
    } else {
      set_key(settings, given, faults);
    }
  }
  std::erase_if(assignments, is_study);
  return settings;
}

std::string read_duration(const Value& value, double& seconds) {
  const std::string fault = "must be a time with its unit: 2h, 45min, 90s";
  if (value.is_list) return fault;
  std::string text = value.items.front();
  std::erase(text, ' ');
  double total = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    double number = 0;
    const auto [stop, code] = std::from_chars(at, end, number);
    const char* unit_end = std::find_if(stop, end, [](char c) { return c < 'a' || c > 'z'; });
    const std::string unit(stop, unit_end);
    const bool is_hour = unit == "h" || unit == "hours" || unit == "hour";
    const bool is_minute = unit == "m" || unit == "min" || unit == "minutes";
    const bool is_second = unit == "s" || unit == "seconds";
    if (code != std::errc{} || !(is_hour || is_minute || is_second)) return fault;
    total += number * (is_hour ? 3600 : is_minute ? 60 : 1);
    at = unit_end;
  }
  constexpr double kLongest = 3.2e7;  // a year
  if (!(total > 0 && total <= kLongest)) return fault;
  seconds = total;
  return {};
}

}  // namespace leakygan
