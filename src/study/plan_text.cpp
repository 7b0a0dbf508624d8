#include <algorithm>

#include "config/load.h"
#include "config/rules.h"
#include "statistics/paired_power.h"
#include "study/analysis/levels.h"
#include "study/analysis/standing.h"
#include "study/plan.h"
#include "support/text.h"

// What is said of a plan before anything is trained.

namespace leakygan {
namespace {

std::string arms_text(const Study& study) {
  std::vector<std::string> names;
  for (const Arm& arm : study.arms) {
    const bool is_baseline = &arm == &study.arms.front();
    names.push_back(arm.name + (is_baseline ? " (baseline)" : ""));
  }
  return join(names, ", ");
}

std::string two_digits(double share) {
  const auto percent = static_cast<int>(100 * share + 0.5);
  return std::to_string(percent) + "%";
}

}  // namespace

std::string power_text(const Study& study) {
  const double level = kLevel / static_cast<double>(study.comparisons());
  const std::string corrected =
      study.comparisons() == 1 ? ""
                               : ", corrected for " + count_text(study.comparisons()) + " arms";
  const std::size_t seeds = study.seeds.size();
  std::string text =
      "a difference of one standard deviation (of the differences between seeds) is "
      "found with a probability of ";
  text += (seeds > 1 ? two_digits(paired_power(seeds, 1, level)) : "0%") + corrected;
  const auto needed = pairs_for_power(1, level, kWantedPower, kMostSeeds);
  if (needed && *needed > seeds) text += "; " + count_text(*needed) + " seeds have 80%";
  return text;
}

std::vector<std::string> plan_text(const Study& study, const StudyPlan& plan) {
  const auto line = [](const std::string& name, const std::string& text) {
    return name + std::string(11 - name.size(), ' ') + text;
  };
  return {line("arms:", arms_text(study)),
          line("runs:", count_text(study.runs()) + ", with " + count_text(study.seeds.size()) +
                            (study.seeds.size() == 1 ? " seed" : " seeds") + ", of " +
                            count_text(plan.images) + " images each; " + layout_text(plan.layout)),
          line("time:", "about " + duration_text(estimated_seconds(study, plan))),
          line("power:", power_text(study))};
}

std::vector<std::string> plan_notes(const Study& study, const StudyPlan& plan, std::size_t images) {
  std::vector<std::string> notes;
  const std::size_t needed = seeds_needed(study.comparisons());
  if (study.seeds.size() < needed) {
    notes.push_back("note: " + count_text(study.seeds.size()) +
                    (study.seeds.size() == 1 ? " seed is" : " seeds are") +
                    " exploratory: no winner will be named whatever the numbers; a verdict needs " +
                    count_text(needed));
  }
  const double epochs = static_cast<double>(plan.images) / static_cast<double>(images);
  if (epochs < kFewEpochs) {
    notes.push_back("note: each run shows every image " + short_number(epochs) +
                    " times: this is a study of early training");
  }
  for (const Arm& arm : study.arms) {
    for (const auto& warning : config_warnings(arm.config)) {
      notes.push_back("warning: arm " + arm.name + ": " + warning);
    }
  }
  return notes;
}

}  // namespace leakygan
